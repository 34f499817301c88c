package dev.coupon.store.memory.coupon;

import dev.coupon.domain.Campaign;
import dev.coupon.domain.CodeFormat;
import dev.coupon.domain.CodeSource;
import dev.coupon.domain.Coupon;
import dev.coupon.domain.Wallet;
import dev.coupon.domain.decision.CampaignState;
import dev.coupon.domain.decision.CouponState;
import dev.coupon.domain.decision.Decision.Apply;
import dev.coupon.domain.decision.Decision.Refuse;
import dev.coupon.domain.decision.Decision.Replay;
import dev.coupon.domain.examination.Facts.Issued;
import dev.coupon.domain.log.Act;
import dev.coupon.domain.log.History;
import dev.coupon.domain.log.LogEntry;
import dev.coupon.domain.port.CampaignRepository.Page;
import dev.coupon.domain.port.Outcome;
import dev.coupon.domain.port.Outcome.Done;
import dev.coupon.domain.port.Outcome.Replayed;
import dev.coupon.domain.port.request.CouponChange;
import dev.coupon.domain.port.request.RequestKey;
import dev.coupon.store.Bisection;
import dev.coupon.store.memory.column.LongColumn;
import dev.coupon.store.memory.coupon.Keys.Hashes;
import dev.coupon.store.memory.coupon.code.CodeColumn;
import dev.coupon.store.memory.coupon.code.DrawnCodes;
import dev.coupon.store.memory.coupon.code.StockedCodes;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The coupons of a campaign, in columns by their sequence number.
 *
 * <pre>
 * rows         1..n → issuedAt, expiresAt, the drawn characters of the code
 * codes        1..n, and those to come → imported code, instead of drawn characters
 * users        1..n → user, next coupon of the user;   user id → first and last coupon, count
 * keys         idempotency key → coupon
 * lives        1..n → redemptions, whether void, entries of the log
 * </pre>
 *
 * <p>
 * All methods need the lock of the campaign, but {@link #hasCode} and {@link #code}: they
 * may be asked about a coupon whose code is in the index, because a row is written before
 * its code is entered there, and doesn't change afterwards.
 */
public final class Coupons {

	private static final int ISSUED_AT = 0;

	private static final int EXPIRES_AT = 1;

	/** The number of words of a row before those of a drawn code. */
	private static final int TIMES = 2;

	private final String campaignId;

	private final CodeColumn codes;

	private final int width;

	private final LongColumn rows = new LongColumn();

	private final Hashes hashes;

	/** Absent before the first coupon of a user. */
	private @Nullable Users users;

	/** Absent before the first coupon with a key. */
	private @Nullable Keys keys;

	private final LifeColumn lives = new LifeColumn();

	private int size;

	public Coupons(Campaign campaign, Hashes hashes) {
		this.campaignId = campaign.id();
		switch (campaign.codeSource()) {
			case CodeFormat format -> {
				DrawnCodes drawn = new DrawnCodes(format, rows, TIMES);
				this.codes = drawn;
				this.width = drawn.width();
			}
			case CodeSource.Imported imported -> {
				this.codes = new StockedCodes();
				this.width = TIMES;
			}
		}
		this.hashes = hashes;
	}

	/** The number of issued coupons. */
	public int size() {
		return size;
	}

	/** Writes the times of the next coupon, which is not issued yet. */
	public void writeNext(Instant issuedAt, Instant expiresAt) {
		rows.set(row(size + 1) + ISSUED_AT, issuedAt.toEpochMilli());
		rows.set(row(size + 1) + EXPIRES_AT, expiresAt.toEpochMilli());
	}

	/**
	 * Writes the code of a coupon to come. Any code that was written before is replaced.
	 */
	public void write(int sequence, String code) {
		codes.write(sequence, code);
	}

	/** Issues the next coupon, which is written, and so is its code. */
	public void issueNext(@Nullable String userId, @Nullable RequestKey key) {
		size++;
		if (userId != null) {
			users = users == null ? new Users(hashes.first()) : users;
			users.add(userId, size);
		}
		if (key != null) {
			keys = keys == null ? new Keys(hashes) : keys;
			keys.add(key, size);
		}
	}

	private int row(int sequence) {
		return (sequence - 1) * width;
	}

	/** Tells whether a coupon has this code. */
	public boolean hasCode(int sequence, String code) {
		return codes.is(sequence, code);
	}

	public String code(int sequence) {
		return codes.read(sequence);
	}

	/** A coupon as it is in a state of its campaign. */
	public Coupon read(int sequence, CampaignState state) {
		int row = row(sequence);
		Coupon coupon = new Coupon(code(sequence), campaignId, sequence, userOf(sequence),
				Instant.ofEpochMilli(rows.get(row + ISSUED_AT)),
				state.campaign().extended(Instant.ofEpochMilli(rows.get(row + EXPIRES_AT))));
		Life life = lives.get(sequence);
		return life == null ? coupon.with(null, null, state.now()) : life.complete(coupon, state.now());
	}

	/** The user of a coupon; absent if it has none. */
	public @Nullable String userOf(int sequence) {
		return users == null ? null : users.of(sequence);
	}

	/** The number of coupons that a user has. */
	public int issuedTo(@Nullable String userId) {
		return userId == null || users == null ? 0 : users.issuedTo(userId);
	}

	/** The number of coupons that a user has among those after a sequence number. */
	public int issuedAfter(int sequence, String userId) {
		return users == null ? 0 : users.issuedAfter(sequence, userId);
	}

	/** Reads coupons for an examination, and counts what had become of them. */
	public List<Issued> issued(int from, int to, PastLives past) {
		return IntStream.rangeClosed(from, to).mapToObj(sequence -> {
			int row = row(sequence);
			past.count(lives.get(sequence), Instant.ofEpochMilli(rows.get(row + EXPIRES_AT)));
			return new Issued(sequence, code(sequence), userOf(sequence),
					Instant.ofEpochMilli(rows.get(row + ISSUED_AT)));
		}).toList();
	}

	/** Goes on with a walk through the coupons of users, and tells whether to go on. */
	public boolean walk(UserWalk walk, int limit) {
		return users != null && walk.go(users, limit);
	}

	/** The number of coupons that were issued before an instant. */
	public int issuedBefore(Instant instant) {
		return Bisection.first(1, size + 1, sequence -> rows.get(row(sequence) + ISSUED_AT) >= instant.toEpochMilli())
				- 1;
	}

	/** The number of the coupon that was issued with a key; 0 if there is none. */
	public int issuedWith(@Nullable RequestKey key) {
		return key == null || keys == null ? 0 : keys.find(key);
	}

	/**
	 * The user whose first coupon of the campaign this is; absent if it is nobody's first
	 * one.
	 */
	@Nullable String userOfFirst(int sequence) {
		return users != null && users.isFirst(sequence) ? users.of(sequence) : null;
	}

	/**
	 * A user's last coupons, up to a limit.
	 * @param after the place in the user's coupons of all campaigns that all of them come
	 * after; absent for all
	 */
	public List<Coupon> lastOf(String userId, Wallet.@Nullable Position after, int limit, CampaignState state) {
		if (users == null) {
			return List.of();
		}
		int upTo = after == null ? size
				: Bisection.first(1, size + 1, sequence -> position(sequence).compareTo(after) <= 0) - 1;
		return users.lastUpTo(upTo, userId, limit).stream().map(sequence -> read(sequence, state)).toList();
	}

	private Wallet.Position position(int sequence) {
		return new Wallet.Position(Instant.ofEpochMilli(rows.get(row(sequence) + ISSUED_AT)), campaignId, sequence);
	}

	/** The first codes, up to a limit. */
	public List<String> codes(int limit) {
		return IntStream.rangeClosed(1, Math.min(limit, size)).mapToObj(this::code).toList();
	}

	/** A page of the coupons, of a user or of all, that follow a sequence number. */
	public Page<Coupon, Integer> page(@Nullable String userId, int after, int limit, CampaignState state) {
		if (userId != null) {
			return users == null ? new Page<>(List.of(), null)
					: users.page(userId, after, limit, sequence -> read(sequence, state));
		}
		int last = (int) Math.min((long) after + limit, size);
		List<Coupon> items = IntStream.rangeClosed(Math.min(after, last) + 1, last)
			.mapToObj(sequence -> read(sequence, state))
			.toList();
		return new Page<>(items, last < size ? last : null);
	}

	/**
	 * A campaign in which a coupon is changed.
	 *
	 * @param state its state before the change
	 * @param log its log, which gets an entry if the change is made; it may refuse, and
	 * then nothing has changed
	 */
	public record Within(CampaignState state, Consumer<LogEntry> log) {
	}

	/**
	 * Changes a coupon.
	 * @param within the campaign in which the change is made
	 */
	public Outcome<Coupon> change(int sequence, CouponChange change, Act act, Within within) {
		CampaignState state = within.state;
		Life known = lives.get(sequence);
		Life life = known == null ? new Life() : known;
		Coupon coupon = read(sequence, state);
		return switch (life.decide(new CouponState(coupon, state.now()), change, act)) {
			case Apply apply -> {
				LogEntry entry = state.entry(change.type(), act, change.logged(coupon), null);
				within.log.accept(entry);
				life.apply(change, entry);
				lives.set(sequence, life);
				yield new Done<>(read(sequence, state));
			}
			case Replay replay -> new Replayed<>(coupon);
			case Refuse refuse -> refuse.outcome();
		};
	}

	/** A coupon, and all that happened to it. */
	public History history(int sequence, CampaignState state) {
		Life life = lives.get(sequence);
		return new History(read(sequence, state), life == null ? List.of() : List.copyOf(life.entries()));
	}

}
