package dev.coupon.store.valkey.read;

import dev.coupon.domain.Coupon;
import dev.coupon.domain.Refusal;
import dev.coupon.domain.log.History;
import dev.coupon.domain.log.LogEntry;
import dev.coupon.domain.port.CampaignRepository.Page;
import dev.coupon.domain.port.Outcome;
import dev.coupon.domain.port.Outcome.Done;
import dev.coupon.domain.port.Outcome.Refused;
import dev.coupon.domain.port.Outcome.Success;
import dev.coupon.domain.port.Snapshot;
import dev.coupon.domain.port.failure.OverloadedException;
import dev.coupon.store.valkey.layout.CampaignHead;
import dev.coupon.store.valkey.layout.CampaignKeys;
import dev.coupon.store.valkey.layout.CouponText;
import dev.coupon.store.valkey.layout.Life;
import dev.coupon.store.valkey.layout.LogText;
import dev.coupon.store.valkey.layout.UserCoupons;
import dev.coupon.store.valkey.node.Command;
import dev.coupon.store.valkey.read.CampaignReader.Found;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reads what takes several queries. */
public final class Reading {

	private static final int ATTEMPTS = 10;

	/**
	 * The largest number of coupons that are asked for without a look at how many there
	 * are.
	 */
	private static final int MANY = 1_000;

	private final CampaignReader campaigns;

	private final CodeReader codes;

	public Reading(CampaignReader campaigns, CodeReader codes) {
		this.campaigns = campaigns;
		this.codes = codes;
	}

	/** A campaign with its first codes. */
	public Outcome<Snapshot> snapshot(String campaignId, int wanted) {
		int last = last(campaignId, 0, wanted);
		Found found = campaigns.read(campaignId, keys -> Coupons.texts(keys, 1, last));
		if (found == null || found.head().deleted()) {
			return new Refused<>(Refusal.CAMPAIGN_NOT_FOUND);
		}
		List<String> first = Coupons.texts(found.data()).stream().map(text -> CouponText.read(text).code()).toList();
		return new Done<>(found.head().undamaged().state().snapshot(first));
	}

	/**
	 * The last number of a range of coupons. A large range ends with the last coupon that
	 * exists.
	 */
	private int last(String campaignId, int after, int limit) {
		if (limit <= MANY) {
			return (int) Math.min(Integer.MAX_VALUE, (long) after + limit);
		}
		CampaignHead head = campaigns.head(campaignId);
		return head == null ? 0 : (int) Math.min(head.state().issued(), (long) after + limit);
	}

	/** Coupons of a campaign; see the port. */
	public Outcome<Page<Coupon, Integer>> coupons(String campaignId, @Nullable String userId, int after, int limit) {
		int andOne = (int) Math.min(Integer.MAX_VALUE, limit + 1L);
		List<Integer> numbers = userId == null ? after(campaignId, after, andOne)
				: ofUser(campaignId, userId).stream().filter(number -> number > after).limit(andOne).toList();
		Found found = campaigns.read(campaignId, keys -> Coupons.read(keys, numbers));
		if (found == null || found.head().deleted()) {
			return new Refused<>(Refusal.CAMPAIGN_NOT_FOUND);
		}
		List<Coupon> andOneMore = Coupons.all(found.head(), numbers, found.data());
		return new Done<>(andOneMore.size() <= limit ? new Page<>(andOneMore, null)
				: new Page<>(List.copyOf(andOneMore.subList(0, limit)), andOneMore.get(limit - 1).sequence()));
	}

	private List<Integer> after(String campaignId, int after, int limit) {
		int last = last(campaignId, after, limit);
		return last <= after ? List.of() : Coupons.numbers(after + 1, last);
	}

	/** The numbers of a user's coupons of a campaign, in the order of issue. */
	private List<Integer> ofUser(String campaignId, String userId) {
		Found found = campaigns.read(campaignId, keys -> List.of(Command.of("HGET", keys.users(userId), userId)));
		if (found == null) {
			return List.of();
		}
		UserCoupons coupons = UserCoupons.read(userId, found.data().text(0));
		if (coupons.furtherFields().isEmpty()) {
			return coupons.first();
		}
		Found further = campaigns.read(campaignId, coupons::further);
		return coupons.all(further == null ? null : further.data());
	}

	/** A coupon with the entries of the log about it. */
	public Outcome<History> history(String code) {
		for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
			Outcome<Coupon> found = codes.find(code);
			if (!(found instanceof Success<Coupon> success)) {
				return found.map(coupon -> new History(coupon, List.of()));
			}
			History history = history(success.value());
			if (history != null) {
				return new Done<>(history);
			}
		}
		throw new OverloadedException("Coupon " + code + " keeps changing");
	}

	/** The history of a coupon that was found; null if it has changed or is gone. */
	private @Nullable History history(Coupon coupon) {
		Found found = campaigns.read(coupon.campaignId(), keys -> Coupons.read(keys, List.of(coupon.sequence())));
		if (found == null) {
			return null;
		}
		List<Life.Change> changes = Life.read(found.data().text(1)).changes();
		Found log = campaigns.read(coupon.campaignId(),
				keys -> changes.stream()
					.map(change -> LogText.range(keys, new CampaignKeys.Part(change.ordinal(), change.ordinal())))
					.toList());
		Coupon present = Coupons.coupon(found.head(), coupon.sequence(), found.data().text(0), found.data().text(1));
		if (log == null || present == null || !present.code().equals(coupon.code())
				|| !log.head().keys().equals(found.head().keys())) {
			return null;
		}
		CampaignKeys keys = log.head().keys();
		List<LogEntry> entries = Coupons.texts(log.data())
			.stream()
			.map(text -> LogText.read(keys.id(), keys.uid(), text))
			.toList();
		return entries.size() == changes.size() ? new History(Objects.requireNonNull(present), entries) : null;
	}

}
