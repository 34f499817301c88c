package dev.coupon.store.valkey.layout;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.coupon.domain.log.Act;
import dev.coupon.domain.log.LogEntry;
import dev.coupon.store.valkey.node.Command;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * An entry of the log as JSON, which its campaign keeps under its ordinal.
 *
 * @param at the time in milliseconds since 1970
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record LogText(int ordinal, int afterCoupon, String type, long at, @Nullable String by, @Nullable String address,
		@Nullable String reason, @Nullable Integer sequence, @Nullable String code, @Nullable String reference,
		@Nullable Map<String, @Nullable Object> before, @Nullable Map<String, Object> after) {

	private static final JsonMapper JSON = JsonMapper.shared();

	/** The commands that add entries to the log of their campaign, in order. */
	public static List<Command> append(CampaignKeys keys, List<LogEntry> entries) {
		return entries.stream().map(entry -> Command.of("RPUSH", keys.log(entry.ordinal()), write(entry))).toList();
	}

	/** The command that reads entries which are in one list. */
	public static Command range(CampaignKeys keys, CampaignKeys.Part part) {
		int start = (part.first() - 1) / CampaignKeys.LOG_CHUNK * CampaignKeys.LOG_CHUNK + 1;
		return Command.of("LRANGE", keys.log(part.first()), Integer.toString(part.first() - start),
				Integer.toString(part.last() - start));
	}

	/** The text of an entry. */
	public static String write(LogEntry entry) {
		LogEntry.OfCoupon coupon = entry.coupon();
		LogEntry.OfCampaign settings = entry.settings();
		return new LogText(entry.ordinal(), entry.afterCoupon(), entry.type().code(), entry.at().toEpochMilli(),
				entry.act().by(), entry.act().address(), entry.act().reason(),
				coupon == null ? null : coupon.sequence(), coupon == null ? null : coupon.code(),
				coupon == null ? null : coupon.reference(), settings == null ? null : settings.before(),
				settings == null ? null : settings.after())
			.write();
	}

	/** The entry as it is kept. */
	public static LogText parse(String text) {
		return JSON.readValue(text, LogText.class);
	}

	public String write() {
		return JSON.writeValueAsString(this);
	}

	/** The entry of a text. */
	public static LogEntry read(String campaignId, String campaignUid, String text) {
		LogText line = parse(text);
		LogEntry.OfCoupon coupon = line.sequence == null || line.code == null ? null
				: new LogEntry.OfCoupon(line.sequence, line.code, line.reference);
		LogEntry.OfCampaign settings = line.before == null || line.after == null ? null
				: new LogEntry.OfCampaign(line.before, line.after);
		return new LogEntry(campaignId, campaignUid, line.ordinal, line.afterCoupon, LogEntry.Type.of(line.type),
				Instant.ofEpochMilli(line.at), new Act(line.by, line.address, line.reason), coupon, settings);
	}

}
