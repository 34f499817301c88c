package dev.coupon.store.valkey.change.issue;

import dev.coupon.domain.CodeSource;
import dev.coupon.domain.Coupon;
import dev.coupon.domain.decision.CampaignState.OfUser;
import dev.coupon.store.key.KeyHash;
import dev.coupon.store.valkey.layout.CampaignHead;
import dev.coupon.store.valkey.layout.CampaignKeys;
import dev.coupon.store.valkey.layout.Life;
import dev.coupon.store.valkey.layout.UserCoupons;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The facts about a campaign for requests that are done together, as of one version. */
final class Facts {

	private final CampaignHead head;

	/** The texts of the coupons that are to be changed, and their lives. */
	final Map<Integer, String> texts = new HashMap<>();

	final Map<Integer, Life> lives = new HashMap<>();

	/** The coupons of users, as far as they are in the first field of each. */
	final Map<String, UserCoupons> users = new HashMap<>();

	/** The numbers of the coupons of users that have more than one field. */
	final Map<String, List<Integer>> further = new HashMap<>();

	/** The numbers of the coupons that were issued for idempotency keys. */
	final Map<KeyHash, Integer> byKey = new HashMap<>();

	/** The coupons that were issued for idempotency keys, by their numbers. */
	final Map<Integer, Coupon> earlier = new HashMap<>();

	/** The imported codes for the next coupons; empty if codes are drawn. */
	final List<String> stock = new ArrayList<>();

	Facts(CampaignHead head) {
		this.head = head;
	}

	CampaignHead head() {
		return head;
	}

	CampaignKeys keys() {
		return head.keys();
	}

	boolean hasImportedCodes() {
		return head.campaign().codeSource() instanceof CodeSource.Imported;
	}

	/** The coupon that was issued for a key; null if there is none. */
	@Nullable Coupon earlier(@Nullable KeyHash key) {
		Integer sequence = key == null ? null : byKey.get(key);
		return sequence == null ? null : earlier.get(sequence);
	}

	/** The numbers of all coupons of a user, in the order of issue. */
	List<Integer> ofUser(String userId) {
		List<Integer> all = new ArrayList<>(Objects.requireNonNull(users.get(userId)).first());
		all.addAll(further.getOrDefault(userId, List.of()));
		return all;
	}

	/** The number of coupons that a user had, in all and in the present period. */
	OfUser counts(String userId) {
		int count = Objects.requireNonNull(users.get(userId)).count();
		if (count == 0 || !head.campaign().rhythm().limitsUsers()) {
			return new OfUser(count, 0);
		}
		int before = head.state().issuedBeforePeriod();
		return new OfUser(count, (int) ofUser(userId).stream().filter(sequence -> sequence > before).count());
	}

}
