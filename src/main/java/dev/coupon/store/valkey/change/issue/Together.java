package dev.coupon.store.valkey.change.issue;

import dev.coupon.domain.CodeFormat;
import dev.coupon.domain.Coupon;
import dev.coupon.domain.Refusal;
import dev.coupon.domain.port.Outcome;
import dev.coupon.domain.port.Outcome.Refused;
import dev.coupon.store.batch.retry.TryAgainException;
import dev.coupon.store.damage.DamagedCampaignException;
import dev.coupon.store.valkey.change.Change;
import dev.coupon.store.valkey.change.Change.Issue;
import dev.coupon.store.valkey.change.Change.OfCoupon;
import dev.coupon.store.valkey.change.Tools;
import dev.coupon.store.valkey.layout.CampaignHead;
import dev.coupon.store.valkey.node.Command;
import dev.coupon.store.valkey.server.Write;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does many requests to one campaign in one write: reads the facts, decides, reserves
 * codes for the coupons that are to be issued, and writes all if nothing has changed
 * meanwhile. Else it begins again.
 */
public final class Together {

	private static final Logger log = LoggerFactory.getLogger(Together.class);

	private static final int ATTEMPTS = 4;

	private final Tools tools;

	private final String campaignId;

	private final List<Change.Together> requests;

	private final FactReading reading;

	private Together(Tools tools, List<Change.Together> requests) {
		this.tools = tools;
		this.campaignId = requests.getFirst().campaignId();
		this.requests = requests;
		this.reading = new FactReading(tools.campaigns(), of(OfCoupon.class), of(Issue.class));
	}

	private <T extends Change.Together> List<T> of(Class<T> kind) {
		return requests.stream().filter(kind::isInstance).map(kind::cast).toList();
	}

	/**
	 * Answers requests to one campaign, in their order.
	 * @param turns the turns that instances take at contended campaigns
	 * @return for each its outcome, or the {@link DamagedCampaignException} that keeps it
	 * from being done
	 * @throws TryAgainException if nothing is done
	 * @throws dev.coupon.domain.port.failure.OutcomeUnknownException if it is unknown
	 * whether all is done
	 */
	public static List<Object> run(Tools tools, Turns turns, List<Change.Together> requests) {
		Together together = new Together(tools, requests);
		for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
			List<Object> answers = turns.take(together.campaignId, together::attempt);
			if (answers != null) {
				return answers;
			}
		}
		throw new TryAgainException("The campaign keeps changing", null);
	}

	/** Answers, or returns null if the campaign has changed meanwhile. */
	private @Nullable List<Object> attempt() {
		Facts facts = reading.read(campaignId);
		if (facts == null || facts.head().deleted()) {
			return requests.stream()
				.<Object>map(request -> new Refused<>(
						request instanceof Issue ? Refusal.CAMPAIGN_NOT_FOUND : Refusal.COUPON_NOT_FOUND))
				.toList();
		}
		DamagedCampaignException damage = facts.head().damage();
		if (damage != null && !of(Issue.class).isEmpty()) {
			return damaged(damage);
		}
		return reading.readMore(facts) ? attempt(facts) : null;
	}

	/** Does the changes of coupons of a damaged campaign, and no issues. */
	private @Nullable List<Object> damaged(DamagedCampaignException damage) {
		List<Change.Together> changes = List.copyOf(of(OfCoupon.class));
		List<Object> done = changes.isEmpty() ? List.of() : new Together(tools, changes).attempt();
		if (done == null) {
			return null;
		}
		List<Object> answers = new ArrayList<>();
		int next = 0;
		for (Change.Together request : requests) {
			answers.add(request instanceof Issue ? damage : done.get(next++));
		}
		return answers;
	}

	private @Nullable List<Object> attempt(Facts facts) {
		Iterator<String> unlimited = Collections.nCopies(requests.size(), "").iterator();
		Deciding tried = new Deciding(facts, tools.level(),
				facts.hasImportedCodes() ? facts.stock.iterator() : unlimited);
		List<Outcome<Coupon>> outcomes = requests.stream().map(tried::decide).toList();
		Draft draft = tried.draft();
		if (draft.isEmpty()) {
			return unchanged(facts, outcomes);
		}
		String version = tools.server().newVersion();
		if (draft.issued() > 0 && facts.head().campaign().codeSource() instanceof CodeFormat format) {
			return withCodes(facts, format, draft, version);
		}
		tools.server().send(before(draft, version));
		return write(facts.head(), draft, version) ? List.copyOf(outcomes) : null;
	}

	/**
	 * Answers requests with which nothing changes. Before, what was read is confirmed, so
	 * that nothing is refused as exhausted or replayed because of a coupon that is then
	 * lost with its node.
	 */
	private List<Object> unchanged(Facts facts, List<Outcome<Coupon>> outcomes) {
		tools.server().confirm(facts.head().versioned().head());
		return List.copyOf(outcomes);
	}

	private @Nullable List<Object> withCodes(Facts facts, CodeFormat format, Draft tried, String version) {
		Reservation reservation = new Reservation(tools, facts.head(), format);
		try {
			List<String> codes = reservation.reserve(tried.issued(), before(tried, version));
			Deciding deciding = new Deciding(facts, tools.level(), codes.iterator());
			List<Outcome<Coupon>> outcomes = requests.stream().map(deciding::decide).toList();
			if (deciding.draft().isEmpty()) {
				return unchanged(facts, outcomes);
			}
			if (write(facts.head(), deciding.draft(), version)) {
				return List.copyOf(outcomes);
			}
		}
		catch (TryAgainException e) {
			release(reservation);
			throw e;
		}
		release(reservation);
		return null;
	}

	private static void release(Reservation reservation) {
		try {
			reservation.release();
		}
		catch (TryAgainException e) {
			log.debug("Codes stay reserved until they are swept", e);
		}
	}

	/**
	 * The commands to be sent before the write: a mark for the feed, and the campaign for
	 * the wallets of users that are new to it. They do no harm if nothing is written.
	 */
	private List<Command> before(Draft draft, String version) {
		return Tools.both(List.of(Tools.mark(campaignId, version)), draft.wallets());
	}

	private boolean write(CampaignHead head, Draft draft, String version) {
		return tools.server().write(new Write(head.versioned(), version, draft.commands()));
	}

}
