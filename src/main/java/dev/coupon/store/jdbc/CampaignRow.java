package dev.coupon.store.jdbc;

import dev.coupon.domain.Campaign;
import dev.coupon.domain.Campaign.Expiry;
import dev.coupon.domain.Campaign.Period;
import dev.coupon.domain.CampaignRepository.Snapshot;
import dev.coupon.domain.CodeFormat;
import dev.coupon.domain.CodeFormat.Charset;
import dev.coupon.store.jdbc.connection.Tx;
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
 * A campaign as it was read, with its counts and the database's time at that moment.
 *
 * @param lastExpiry when the last of its coupons expires; {@link Instant#EPOCH} if there
 * are none
 */
record CampaignRow(Campaign campaign, long revision, int issued, int redeemed, Instant lastExpiry, boolean deleted,
		Instant now) {

	private static final String SELECT = """
			SELECT k.*, n.max_coupons, n.issued, n.redeemed, n.last_expiry, $now AS now
			FROM campaign k JOIN campaign_counter n ON n.campaign_id = k.id
			""";

	private static final JsonMapper JSON = JsonMapper.shared();

	private static final TypeReference<Map<String, String>> METADATA = new TypeReference<>() {
	};

	/** The campaign, whether deleted or not, or null. */
	static @Nullable CampaignRow find(Tx tx, String campaignId) {
		return tx.row(SELECT + "WHERE k.id = ?", CampaignRow::read, campaignId);
	}

	/**
	 * The campaigns that follow in the order of ids; all if there is no such id to
	 * follow.
	 */
	static List<CampaignRow> findAfter(Tx tx, @Nullable String campaignId, long limit) {
		return tx.rows(SELECT + "WHERE k.id > ? AND k.deleted = ? ORDER BY k.id LIMIT ?", CampaignRow::read,
				campaignId == null ? "" : campaignId, false, limit);
	}

	private static CampaignRow read(ResultSet row, int number) throws SQLException {
		Campaign campaign = new Campaign(row.getString("id"), row.getString("name"),
				new Period(instant(row, "starts_at"), instant(row, "ends_at")), row.getInt("max_coupons"),
				row.getObject("per_user_limit") == null ? null : row.getInt("per_user_limit"),
				ZoneId.of(row.getString("time_zone")), format(row), expiry(row),
				JSON.readValue(row.getString("metadata"), METADATA), row.getBoolean("paused"));
		return new CampaignRow(campaign, row.getLong("revision"), row.getInt("issued"), row.getInt("redeemed"),
				instant(row, "last_expiry"), row.getBoolean("deleted"), instant(row, "now"));
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

	static void insert(Tx tx, Campaign campaign, long revision) {
		tx.update(
				"""
						INSERT INTO campaign (revision, name, starts_at, ends_at, per_user_limit, time_zone, charset, characters,
						template, coupons_expire_at, coupon_valid_for, metadata, paused, deleted, id)
						VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""",
				settings(campaign, revision));
		tx.update("""
				INSERT INTO campaign_counter (campaign_id, max_coupons, issued, redeemed, last_expiry)
				VALUES (?, ?, 0, 0, 0)""", campaign.id(), campaign.maxCoupons());
	}

	static void update(Tx tx, Campaign campaign, long revision) {
		tx.update(
				"""
						UPDATE campaign SET revision = ?, name = ?, starts_at = ?, ends_at = ?, per_user_limit = ?, time_zone = ?,
						charset = ?, characters = ?, template = ?, coupons_expire_at = ?, coupon_valid_for = ?, metadata = ?,
						paused = ?, deleted = ? WHERE id = ?""",
				settings(campaign, revision));
		tx.update("UPDATE campaign_counter SET max_coupons = ? WHERE campaign_id = ?", campaign.maxCoupons(),
				campaign.id());
	}

	private static @Nullable Object[] settings(Campaign campaign, long revision) {
		CodeFormat format = campaign.codeFormat();
		Expiry expiry = campaign.expiry();
		return new @Nullable Object[] { revision, campaign.name(), campaign.period().startsAt().toEpochMilli(),
				campaign.period().endsAt().toEpochMilli(), campaign.perUserLimit(), campaign.timeZone().getId(),
				format.charset() == null ? null : format.charset().name(), format.characters(), format.template(),
				expiry instanceof Expiry.At(Instant instant) ? instant.toEpochMilli() : null,
				expiry instanceof Expiry.After(Duration validFor) ? validFor.toString() : null,
				JSON.writeValueAsString(campaign.metadata()), campaign.paused(), false, campaign.id() };
	}

	/** The revision as callers see it. */
	String revisionText() {
		return Long.toString(revision, Character.MAX_RADIX);
	}

	Snapshot snapshot(List<String> codes) {
		return new Snapshot(campaign, revisionText(), campaign.status(now, issued), issued, redeemed, codes);
	}

	/** When it and its last coupon are over. */
	Instant endedAt() {
		Instant end = campaign.period().endsAt();
		return lastExpiry.isAfter(end) ? lastExpiry : end;
	}
}
