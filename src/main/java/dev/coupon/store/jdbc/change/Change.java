package dev.coupon.store.jdbc.change;

import dev.coupon.domain.decision.stock.StockLevel;
import dev.coupon.domain.port.Outcome;
import dev.coupon.domain.port.request.IssueRequest;
import dev.coupon.store.damage.DamagedCampaignException;
import dev.coupon.store.jdbc.connection.Tx;
import dev.coupon.store.key.KeyHash;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * A request to change something in a campaign, in a transaction shared with other
 * requests.
 */
public sealed interface Change {

	/** A request to issue a coupon, which is done together with others of its kind. */
	final class Issue implements Change {

		private final IssueRequest request;

		private final @Nullable KeyHash key;

		private @Nullable String code;

		public Issue(IssueRequest request) {
			this.request = request;
			this.key = KeyHash.of(request.idempotencyKey());
		}

		IssueRequest request() {
			return request;
		}

		@Nullable KeyHash key() {
			return key;
		}

		/** The code that an earlier attempt has drawn; null if there is none. */
		@Nullable String code() {
			return code;
		}

		void keep(String drawn) {
			code = drawn;
		}

	}

	/**
	 * The objects that issuing needs besides the database.
	 *
	 * @param random the source of random codes
	 * @param level the level at which coupons run low
	 */
	record Tools(RandomGenerator random, StockLevel level) {
	}

	/** A request for any other change. */
	record Step(Function<Tx, Outcome<?>> step) implements Change {
	}

	/**
	 * Does the steps one by one, and all issues of a campaign together.
	 * @return for each change its outcome, or the {@link DamagedCampaignException} that
	 * keeps it from being done
	 */
	static List<Object> doAll(Tx tx, List<Change> batch, Tools tools) {
		Map<Change, Object> outcomes = new HashMap<>();
		Map<String, List<Issue>> issues = new LinkedHashMap<>();
		for (Change change : batch) {
			switch (change) {
				case Step step -> outcomes.put(step, step(tx, step));
				case Issue issue ->
					issues.computeIfAbsent(issue.request().campaignId(), id -> new ArrayList<>()).add(issue);
			}
		}
		for (List<Issue> ofCampaign : issues.values()) {
			List<?> answers = issue(tx, ofCampaign, tools);
			for (int i = 0; i < answers.size(); i++) {
				outcomes.put(ofCampaign.get(i), answers.get(i));
			}
		}
		return batch.stream().<Object>map(change -> Objects.requireNonNull(outcomes.get(change))).toList();
	}

	/**
	 * Does a step. A damaged campaign doesn't fail the transaction, because others share
	 * it, and because the campaign is read before anything is written.
	 */
	private static Object step(Tx tx, Step step) {
		try {
			return step.step().apply(tx);
		}
		catch (DamagedCampaignException e) {
			return e;
		}
	}

	/** Issues coupons of one campaign, with the same answer to damage. */
	private static List<?> issue(Tx tx, List<Issue> issues, Tools tools) {
		try {
			return Issuing.issue(tx, issues, tools);
		}
		catch (DamagedCampaignException e) {
			return Collections.nCopies(issues.size(), e);
		}
	}

}
