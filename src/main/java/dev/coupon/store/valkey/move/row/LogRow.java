package dev.coupon.store.valkey.move.row;

import dev.coupon.domain.log.LogEntry;
import dev.coupon.domain.port.move.CampaignMoves.Row;
import dev.coupon.store.move.MovedRow;
import dev.coupon.store.move.RowKind;
import dev.coupon.store.valkey.layout.LogText;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** An entry of the log as a row. */
public final class LogRow {

	private static final JsonMapper JSON = JsonMapper.shared();

	private static final TypeReference<Map<String, @Nullable Object>> SETTINGS = new TypeReference<>() {
	};

	private static final TypeReference<Map<String, Object>> PRESENT = new TypeReference<>() {
	};

	private LogRow() {
	}

	/** The row of an entry. */
	public static Row write(LogText entry) {
		return RowKind.LOG.row(entry.ordinal(), entry.afterCoupon(), entry.type(),
				LogEntry.Type.of(entry.type()).isAudited(), entry.at(), entry.by(), entry.address(), entry.reason(),
				entry.sequence(), entry.code(), entry.reference(),
				entry.before() == null ? null : JSON.writeValueAsString(entry.before()),
				entry.after() == null ? null : JSON.writeValueAsString(entry.after()));
	}

	/**
	 * The entry of a row.
	 * @throws RuntimeException if the row can't be read
	 */
	public static LogText read(MovedRow row) {
		String before = row.optionalText("before");
		String after = row.optionalText("after");
		return new LogText(row.count("ordinal"), row.count("after_coupon"), LogEntry.Type.of(row.text("type")).code(),
				row.number("logged_at"), row.optionalText("logged_by"), row.optionalText("address"),
				row.optionalText("reason"), row.optionalNumber("sequence") == null ? null : row.count("sequence"),
				row.optionalText("code"), row.optionalText("reference"),
				before == null ? null : JSON.readValue(before, SETTINGS),
				after == null ? null : JSON.readValue(after, PRESENT));
	}

}
