package dev.coupon.store.jdbc.table;

import dev.coupon.domain.Campaign;
import dev.coupon.domain.Campaign.Period;
import dev.coupon.domain.CodeFormat;
import dev.coupon.domain.CodeFormat.Charset;
import dev.coupon.domain.CodeSource;
import dev.coupon.domain.Expiry;
import dev.coupon.domain.decision.CampaignState;
import dev.coupon.domain.decision.Counts;
import dev.coupon.domain.port.Snapshot;
import dev.coupon.domain.rhythm.OpeningHours;
import dev.coupon.domain.rhythm.PeriodUse;
import dev.coupon.domain.rhythm.Quota;
import dev.coupon.domain.rhythm.Rhythm;
import dev.coupon.store.damage.DamagedCampaignException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
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
 * @param damage the error with which settings can't be read, in whose place are defaults;
 * absent if all can be read
 */
public record CampaignRow(CampaignState state, long revision, boolean deleted,
		@Nullable DamagedCampaignException damage) {

	private static final JsonMapper JSON = JsonMapper.shared();

	private static final TypeReference<Map<String, String>> METADATA = new TypeReference<>() {
	};

	private static final TypeReference<List<OpeningHours.Window>> WINDOWS = new TypeReference<>() {
	};

	/** Reads a row. Where settings can't be read, there are defaults. */
	static CampaignRow read(ResultSet row, int number) throws SQLException {
		DamagedCampaignException damage = null;
		Texts texts;
		try {
			texts = Texts.read(row);
		}
		catch (RuntimeException e) {
			damage = new DamagedCampaignException(row.getString("id"), e);
			texts = Texts.DEFAULTS;
		}
		Campaign campaign = new Campaign(row.getString("id"), row.getString("name"),
				new Period(instant(row, "starts_at"), instant(row, "ends_at")), row.getInt("max_coupons"),
				row.getObject("per_user_limit") == null ? null : row.getInt("per_user_limit"), texts.timeZone,
				texts.codes, texts.expiry, optional(row, "coupons_extended_to"), texts.rhythm, texts.metadata,
				row.getBoolean("paused"));
		long revision = row.getLong("revision");
		Counts counts = new Counts(row.getInt("issued"), row.getInt("redeemed"), row.getInt("voided"),
				row.getInt("entries"), row.getInt("stocked"));
		CampaignState state = new CampaignState(campaign, uid(row.getLong("uid")), uid(revision), counts, use(row),
				instant(row, "last_expiry"), instant(row, "last_issued_at"), instant(row, "now"));
		return new CampaignRow(state, revision, row.getBoolean("deleted"), damage);
	}

	/** The settings that are kept as texts, which another version may not understand. */
	private record Texts(ZoneId timeZone, CodeSource codes, Expiry expiry, Rhythm rhythm,
			Map<String, String> metadata) {

		private static final Texts DEFAULTS = new Texts(ZoneOffset.UTC,
				CodeFormat.of(Charset.SAFE, CodeFormat.drawn(CodeFormat.DEFAULT_LENGTH)), new Expiry.WithCampaign(),
				Rhythm.NONE, Map.of());

		private static Texts read(ResultSet row) throws SQLException {
			return new Texts(ZoneId.of(row.getString("time_zone")), codes(row), expiry(row), rhythm(row),
					JSON.readValue(row.getString("metadata"), METADATA));
		}

		private static CodeSource codes(ResultSet row) throws SQLException {
			String charset = row.getString("charset");
			String template = row.getString("template");
			return template.isEmpty() ? new CodeSource.Imported() : new CodeFormat(
					charset == null ? null : Charset.valueOf(charset), row.getString("characters"), template);
		}

		private static Rhythm rhythm(ResultSet row) throws SQLException {
			String hours = row.getString("opening_hours");
			String quota = row.getString("quota");
			return hours == null && quota == null ? Rhythm.NONE
					: new Rhythm(hours == null ? OpeningHours.ALWAYS : new OpeningHours(JSON.readValue(hours, WINDOWS)),
							quota == null ? null : JSON.readValue(quota, Quota.class));
		}

		private static Expiry expiry(ResultSet row) throws SQLException {
			String validFor = row.getString("coupon_valid_for");
			if (validFor != null) {
				return new Expiry.After(Duration.parse(validFor));
			}
			Instant expireAt = optional(row, "coupons_expire_at");
			return expireAt == null ? new Expiry.WithCampaign() : new Expiry.At(expireAt);
		}

	}

	/**
	 * The row itself, for those that need all settings.
	 * @throws DamagedCampaignException if some can't be read
	 */
	CampaignRow undamaged() {
		if (damage != null) {
			throw damage;
		}
		return this;
	}

	public static Instant instant(ResultSet row, String column) throws SQLException {
		return Instant.ofEpochMilli(row.getLong(column));
	}

	private static PeriodUse use(ResultSet row) throws SQLException {
		return row.getObject("period_start") == null ? PeriodUse.NONE
				: new PeriodUse(new Quota.Period(instant(row, "period_start"), instant(row, "period_end")),
						row.getInt("issued_before"));
	}

	/** An instant; absent if the column is null. */
	static @Nullable Instant optional(ResultSet row, String column) throws SQLException {
		return row.getObject(column) == null ? null : instant(row, column);
	}

	/** The text by which callers know the uid or the revision of a campaign. */
	public static String uid(long number) {
		return Long.toString(number, Character.MAX_RADIX);
	}

	/** The number of a uid. */
	public static long uid(String text) {
		return Long.parseLong(text, Character.MAX_RADIX);
	}

	/**
	 * The settings of a campaign as parameters, in the order of {@link CampaignTable}.
	 */
	static @Nullable Object[] settings(Campaign campaign, long revision) {
		CodeFormat format = campaign.codeSource() instanceof CodeFormat drawn ? drawn : null;
		Expiry expiry = campaign.expiry();
		return new @Nullable Object[] { revision, campaign.name(), campaign.period().startsAt().toEpochMilli(),
				campaign.period().endsAt().toEpochMilli(), campaign.perUserLimit(), campaign.timeZone().getId(),
				format == null || format.charset() == null ? null : format.charset().name(),
				format == null ? "" : format.characters(), format == null ? "" : format.template(),
				expiry instanceof Expiry.At(Instant instant) ? instant.toEpochMilli() : null,
				expiry instanceof Expiry.After(Duration validFor) ? validFor.toString() : null,
				campaign.couponsExtendedTo() == null ? null : campaign.couponsExtendedTo().toEpochMilli(),
				hours(campaign.rhythm()), quota(campaign.rhythm()), JSON.writeValueAsString(campaign.metadata()),
				campaign.paused(), false, campaign.id() };
	}

	private static @Nullable String hours(Rhythm rhythm) {
		return rhythm.hours().windows().isEmpty() ? null : JSON.writeValueAsString(rhythm.hours().windows());
	}

	private static @Nullable String quota(Rhythm rhythm) {
		return rhythm.quota() == null ? null : JSON.writeValueAsString(rhythm.quota());
	}

	public Campaign campaign() {
		return state.campaign();
	}

	/** The campaign as callers see it, without codes. */
	public Snapshot snapshot() {
		return state.snapshot(List.of());
	}

}
