package dev.coupon.store.jdbc.table;

import dev.coupon.domain.CodeFormat;
import dev.coupon.domain.Coupon;
import dev.coupon.domain.Coupon.Redemption;
import dev.coupon.domain.Coupon.Voiding;
import dev.coupon.domain.Wallet;
import dev.coupon.domain.decision.CampaignState;
import dev.coupon.domain.decision.TypedCode;
import dev.coupon.domain.port.CampaignRepository.Page;
import dev.coupon.domain.port.Outcome;
import dev.coupon.store.Bisection;
import dev.coupon.store.jdbc.connection.Tx;
import dev.coupon.store.key.KeyHash;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The table {@code coupon}, within a transaction. Coupons are read with their present
 * redemption.
 */
public final class CouponTable {

	private static final String PRESENT = """
			FROM redemption r
			WHERE r.campaign_id = c.campaign_id AND r.sequence = c.sequence AND r.rolled_back_at IS NULL
			""";

	private static final String VOIDING = """
			FROM voiding v WHERE v.campaign_id = c.campaign_id AND v.sequence = c.sequence
			""";

	/**
	 * The columns of a coupon. Redemptions are looked up one by one, because for a join a
	 * database may choose to read all of a campaign for each coupon.
	 */
	private static final String COUPON = """
			SELECT c.code, c.campaign_id, c.sequence, c.user_id, c.issued_at, c.expires_at,
			(SELECT r.redeemed_at %1$s) AS redeemed_at, (SELECT r.reference %1$s) AS reference,
			(SELECT r.redeemed_by %1$s) AS redeemed_by, (SELECT v.voided_at %2$s) AS voided_at,
			(SELECT v.reason %2$s) AS void_reason, $now AS now,
			(SELECT e.coupons_extended_to FROM campaign e WHERE e.id = c.campaign_id) AS extended_to
			""".formatted(PRESENT, VOIDING);

	private static final String OF_CAMPAIGN = COUPON + "FROM coupon c WHERE c.campaign_id = ? ";

	private static final String BY_NAME = COUPON + """
			, k.charset FROM coupon n JOIN coupon c ON c.campaign_id = n.campaign_id AND c.sequence = ABS(n.sequence)
			JOIN campaign k ON k.id = c.campaign_id WHERE n.code = ? AND k.deleted = ?
			""";

	/**
	 * A place that comes before those of all coupons, since the newest one is the first.
	 */
	private static final Wallet.Position AFTER_ALL = new Wallet.Position(Instant.ofEpochMilli(Long.MAX_VALUE), "", 0);

	private final Tx tx;

	public CouponTable(Tx tx) {
		this.tx = tx;
	}

	/**
	 * A coupon to be inserted.
	 *
	 * @param slot the number of the coupon among those of its user; absent without a user
	 * @param key the idempotency key; absent without a key
	 * @param alias the other name under which the code is found; absent if there is none
	 */
	public record NewCoupon(Coupon coupon, @Nullable Integer slot, KeyHash.@Nullable Used key, @Nullable String alias) {

		private @Nullable Object[] row() {
			return row(coupon.sequence(), coupon.code(), slot, key);
		}

		/** The row that keeps the alias, under the negative sequence number. */
		private @Nullable Object[] aliasRow() {
			return row(-coupon.sequence(), Objects.requireNonNull(alias), null, null);
		}

		private @Nullable Object[] row(int sequence, String code, @Nullable Integer userSlot,
				KeyHash.@Nullable Used used) {
			return new @Nullable Object[] { coupon.campaignId(), sequence, code,
					userSlot == null ? null : coupon.userId(), userSlot, used == null ? null : used.name(),
					used == null ? null : used.owner(), coupon.issuedAt().toEpochMilli(),
					coupon.expiresAt().toEpochMilli() };
		}

	}

	/** Inserts coupons, each with its alias if it has one. */
	public void insert(List<NewCoupon> coupons) {
		List<@Nullable Object[]> rows = new ArrayList<>();
		for (NewCoupon coupon : coupons) {
			rows.add(coupon.row());
			if (coupon.alias != null) {
				rows.add(coupon.aliasRow());
			}
		}
		tx.updateAll("""
				INSERT INTO coupon (campaign_id, sequence, code, user_id, user_slot, key_hash, key_owner, issued_at,
				expires_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)""", rows);
	}

	/** The instant at which the coupon of a row expires, its extension included. */
	public static Instant expiry(ResultSet row) throws SQLException {
		Instant expiresAt = CampaignRow.instant(row, "expires_at");
		Instant extendedTo = CampaignRow.optional(row, "extended_to");
		return extendedTo == null || expiresAt.isAfter(extendedTo) ? expiresAt : extendedTo;
	}

	static Coupon read(ResultSet row, int number) throws SQLException {
		Instant redeemedAt = CampaignRow.optional(row, "redeemed_at");
		Instant voidedAt = CampaignRow.optional(row, "voided_at");
		return new Coupon(row.getString("code"), row.getString("campaign_id"), row.getInt("sequence"),
				row.getString("user_id"), CampaignRow.instant(row, "issued_at"), expiry(row))
			.with(redeemedAt == null ? null
					: new Redemption(redeemedAt, row.getString("reference"), row.getString("redeemed_by")),
					voidedAt == null ? null : new Voiding(voidedAt, row.getString("void_reason")),
					CampaignRow.instant(row, "now"));
	}

	public @Nullable Coupon find(String campaignId, int sequence) {
		return tx.row(OF_CAMPAIGN + "AND c.sequence = ?", CouponTable::read, campaignId, sequence);
	}

	/** Finds the coupon that is meant by a code as a person may have typed it. */
	public Outcome<Coupon> find(String typed) {
		return TypedCode.find(typed, new CodeNames()).map(Named::coupon);
	}

	/** A coupon, and whether it is also found by its canonical form. */
	private record Named(Coupon coupon, boolean isForgiving) {

		static Named read(ResultSet row, int number) throws SQLException {
			return new Named(CouponTable.read(row, number),
					CodeFormat.Charset.SAFE.name().equals(row.getString("charset")));
		}

	}

	/** The codes and canonical forms in this table. */
	private final class CodeNames implements TypedCode.Names<Named> {

		@Override
		public @Nullable Named find(String name) {
			return tx.row(BY_NAME, Named::read, name, false);
		}

		@Override
		public boolean isForgiving(Named coupon) {
			return coupon.isForgiving;
		}

		/** Looks all names up at once, unless there are so few that it isn't worth it. */
		@Override
		public Set<String> among(Set<String> names) {
			return names.size() <= 2 ? names : taken(names);
		}

	}

	/**
	 * The first codes of a campaign. There are none if its settings have changed since
	 * they were read, because another campaign may have the id now.
	 */
	public List<String> codes(CampaignRow campaign, int limit) {
		String id = campaign.campaign().id();
		return tx.rows("""
				SELECT code FROM coupon WHERE campaign_id = ? AND sequence BETWEEN 1 AND ?
				AND EXISTS (SELECT 1 FROM campaign WHERE id = ? AND revision = ?) ORDER BY sequence""",
				(row, number) -> row.getString(1), id, limit, id, campaign.revision());
	}

	/** The coupons of a campaign that follow a sequence number. */
	public Page<Coupon, Integer> page(String campaignId, int after, int limit) {
		return page(limit, tx.rows(OF_CAMPAIGN + "AND c.sequence > ? ORDER BY c.sequence LIMIT ?", CouponTable::read,
				campaignId, after, limit + 1L));
	}

	/**
	 * The coupons of a user that follow a sequence number, in the order of slots, which
	 * is the order of issue. If a coupon of the user has this number or the next one, the
	 * page begins at the slot of that coupon, so that the coupons before it need not be
	 * read. The search for that coupon doesn't have the user as a condition, because with
	 * it a database would read all coupons of the user.
	 */
	public Page<Coupon, Integer> pageOf(String campaignId, String userId, int after, int limit) {
		return page(limit, tx.rows(OF_CAMPAIGN + """
				AND c.user_id = ? AND c.sequence > ? AND c.user_slot >= COALESCE((
				SELECT MIN(CASE WHEN p.user_id = ? THEN p.user_slot END) FROM coupon p
				WHERE p.campaign_id = ? AND p.sequence BETWEEN ? AND ?), 1)
				ORDER BY c.user_slot LIMIT ?""", CouponTable::read, campaignId, userId, after, userId, campaignId,
				after, after + 1L, limit + 1L));
	}

	/** The coupons of a user in all campaigns; see the port. */
	public Page<Coupon, Wallet.Position> wallet(Wallet wallet, Wallet.@Nullable Position after, int limit) {
		Wallet.Position from = after == null ? AFTER_ALL : after;
		String campaign = wallet.campaignId() == null ? "" : "AND c.campaign_id = ? ";
		List<Object> parameters = new ArrayList<>(
				List.of(wallet.userId(), from.issuedAt().toEpochMilli(), from.campaignId(), from.sequence(), false));
		Stream.ofNullable(wallet.campaignId()).forEach(parameters::add);
		parameters.add(limit + 1L);
		List<Coupon> andOneMore = tx.rows(COUPON + """
				FROM coupon c JOIN campaign k ON k.id = c.campaign_id
				WHERE c.user_id = ? AND c.user_id IS NOT NULL
				AND (c.issued_at, c.campaign_id, c.sequence) < (?, ?, ?) AND k.deleted = ?
				""" + campaign + """
				ORDER BY c.issued_at DESC, c.campaign_id DESC, c.sequence DESC LIMIT ?""", CouponTable::read,
				parameters.toArray());
		List<Coupon> page = andOneMore.size() <= limit ? andOneMore : andOneMore.subList(0, limit);
		return new Page<>(page.stream().filter(wallet::wants).toList(),
				andOneMore.size() <= limit ? null : Wallet.Position.of(page.getLast()));
	}

	private static Page<Coupon, Integer> page(int limit, List<Coupon> andOneMore) {
		return andOneMore.size() <= limit ? new Page<>(andOneMore, null)
				: new Page<>(List.copyOf(andOneMore.subList(0, limit)), andOneMore.get(limit - 1).sequence());
	}

	/**
	 * The coupons that were issued for keys, to be found by key and owner.
	 * @param keys the keys of requests
	 */
	public KeyedCoupons issuedFor(String campaignId, Collection<KeyHash> keys) {
		KeyedCoupons issued = new KeyedCoupons();
		find(campaignId, keys.stream().map(KeyHash::text).toList(), issued);
		List<String> ofOthers = keys.stream().filter(issued::isOfAnother).map(KeyHash::withOwner).toList();
		if (!ofOthers.isEmpty()) {
			find(campaignId, ofOthers, issued);
		}
		return issued;
	}

	private void find(String campaignId, Collection<String> names, KeyedCoupons issued) {
		sequences(campaignId, names).forEach((name, sequence) -> issued.add(
				new KeyHash.Used(name,
						tx.row("SELECT key_owner FROM coupon WHERE campaign_id = ? AND sequence = ?",
								(row, number) -> row.getString(1), campaignId, sequence)),
				Objects.requireNonNull(find(campaignId, sequence))));
	}

	/**
	 * The sequence numbers of the coupons with these names of keys, by the name. Each key
	 * is looked up alone, because for a join a database may choose to read all of a
	 * campaign.
	 */
	private Map<String, Integer> sequences(String campaignId, Collection<String> names) {
		Map<String, Integer> sequences = new HashMap<>();
		tx.rows("""
				SELECT k.value, (SELECT c.sequence FROM coupon c
				WHERE c.campaign_id = ? AND c.key_hash = k.value AND c.key_hash IS NOT NULL) AS sequence
				FROM $strings AS k""", (row, number) -> sequences.put(row.getString("value"), row.getInt("sequence")),
				campaignId, Tx.strings(names));
		sequences.values().removeIf(sequence -> sequence == 0);
		return sequences;
	}

	/** The number of coupons of a campaign that each user has, by the id of the user. */
	public Map<String, Integer> issuedTo(String campaignId, Collection<String> userIds) {
		Map<String, Integer> issued = new HashMap<>();
		tx.rows("""
				SELECT u.value, (SELECT MAX(c.user_slot) FROM coupon c
				WHERE c.campaign_id = ? AND c.user_id = u.value AND c.user_id IS NOT NULL) AS issued
				FROM $strings AS u""", (row, number) -> issued.put(row.getString("value"), row.getInt("issued")),
				campaignId, Tx.strings(userIds));
		return issued;
	}

	/**
	 * The number of coupons that each user has among those after a sequence number, by
	 * the id of the user.
	 */
	public Map<String, Integer> issuedAfter(String campaignId, int sequence, Collection<String> userIds) {
		Map<String, Integer> issued = new HashMap<>();
		tx.rows("""
				SELECT u.value, (SELECT COUNT(*) FROM coupon c WHERE c.campaign_id = ? AND c.user_id = u.value
				AND c.user_id IS NOT NULL AND c.sequence > ?) AS issued
				FROM $strings AS u""", (row, number) -> issued.put(row.getString("value"), row.getInt("issued")),
				campaignId, sequence, Tx.strings(userIds));
		return issued;
	}

	/** The number of a campaign's coupons that were issued before an instant. */
	public int issuedBefore(CampaignState campaign, Instant instant) {
		return Bisection.first(1, campaign.issued() + 1,
				sequence -> !Objects.requireNonNull(find(campaign.campaign().id(), sequence))
					.issuedAt()
					.isBefore(instant))
				- 1;
	}

	/** The names among the given ones that lead to a coupon. */
	public Set<String> taken(Collection<String> names) {
		return Set.copyOf(tx.rows("SELECT c.code FROM $strings AS w JOIN coupon c ON c.code = w.value",
				(row, number) -> row.getString("code"), Tx.strings(names)));
	}

	/** The highest sequence number of a campaign's coupons; 0 if it has none. */
	public int lastSequence(String campaignId) {
		return Objects.requireNonNull(tx.row("SELECT MAX(sequence) FROM coupon WHERE campaign_id = ?",
				(result, number) -> result.getInt(1), campaignId));
	}

	/** Deletes the coupons that follow a sequence number. */
	public void deleteAfter(String campaignId, int sequence) {
		tx.update("DELETE FROM coupon WHERE sequence > ? AND campaign_id = ?", sequence, campaignId);
		tx.update("DELETE FROM coupon WHERE sequence < -? AND campaign_id = ?", sequence, campaignId);
	}

}
