package dev.coupon.store.jdbc.table;

import dev.coupon.domain.Campaign;
import dev.coupon.domain.Campaign.Expiry;
import dev.coupon.domain.Campaign.Period;
import dev.coupon.domain.CodeFormat;
import dev.coupon.domain.CodeFormat.Charset;
import dev.coupon.domain.Snapshot;
import dev.coupon.domain.decision.CampaignState;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * A row of the campaign table, with the campaign's counts and the database's time at the
 * moment of reading.
 *
 * @param revision the revision as a number
 * @param deleted whether the campaign is waiting to be erased
 */
public record CampaignRow(CampaignState state, long revision, boolean deleted) {

	private static final JsonMapper JSON = JsonMapper.shared();

	private static final TypeReference<Map<String, String>> METADATA = new TypeReference<>() {
	};

	static CampaignRow read(ResultSet row, int number) throws SQLException {
		Campaign campaign = new Campaign(row.getString("id"), row.getString("name"),
				new Period(instant(row, "starts_at"), instant(row, "ends_at")), row.getInt("max_coupons"),
				row.getObject("per_user_limit") == null ? null : row.getInt("per_user_limit"),
				ZoneId.of(row.getString("time_zone")), format(row), expiry(row),
				JSON.readValue(row.getString("metadata"), METADATA), row.getBoolean("paused"));
		long revision = row.getLong("revision");
		CampaignState state = new CampaignState(campaign, Long.toString(revision, Character.MAX_RADIX),
				row.getInt("issued"), row.getInt("redeemed"), instant(row, "last_expiry"), instant(row, "now"));
		return new CampaignRow(state, revision, row.getBoolean("deleted"));
	}

	private static CodeFormat format(ResultSet row) throws SQLException {
		String charset = row.getString("charset");
		return new CodeFormat(charset == null ? null : Charset.valueOf(charset), row.getString("characters"),
				row.getString("template"));
	}

	private static Expiry expiry(ResultSet row) throws SQLException {
		String validFor = row.getString("coupon_valid_for");
		if (validFor != null) {
			return new Expiry.After(Duration.parse(validFor));
		}
		return row.getObject("coupons_expire_at") == null ? new Expiry.WithCampaign()
				: new Expiry.At(instant(row, "coupons_expire_at"));
	}

	static Instant instant(ResultSet row, String column) throws SQLException {
		return Instant.ofEpochMilli(row.getLong(column));
	}

	/**
	 * The settings of a campaign as parameters, in the order of {@link CampaignTable}.
	 */
	static @Nullable Object[] settings(Campaign campaign, long revision) {
		CodeFormat format = campaign.codeFormat();
		Expiry expiry = campaign.expiry();
		return new @Nullable Object[] { revision, campaign.name(), campaign.period().startsAt().toEpochMilli(),
				campaign.period().endsAt().toEpochMilli(), campaign.perUserLimit(), campaign.timeZone().getId(),
				format.charset() == null ? null : format.charset().name(), format.characters(), format.template(),
				expiry instanceof Expiry.At(Instant instant) ? instant.toEpochMilli() : null,
				expiry instanceof Expiry.After(Duration validFor) ? validFor.toString() : null,
				JSON.writeValueAsString(campaign.metadata()), campaign.paused(), false, campaign.id() };
	}

	public Campaign campaign() {
		return state.campaign();
	}

	/** The campaign as callers see it, without codes. */
	public Snapshot snapshot() {
		return state.snapshot(List.of());
	}

}
