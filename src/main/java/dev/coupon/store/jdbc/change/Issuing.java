package dev.coupon.store.jdbc.change;

import dev.coupon.domain.Campaign;
import dev.coupon.domain.CodeFormat;
import dev.coupon.domain.CodeSource;
import dev.coupon.domain.Coupon;
import dev.coupon.domain.Refusal;
import dev.coupon.domain.decision.CampaignState;
import dev.coupon.domain.decision.CampaignState.EarlierIssue;
import dev.coupon.domain.decision.CampaignState.OfUser;
import dev.coupon.domain.decision.Decision.Apply;
import dev.coupon.domain.decision.Decision.Refuse;
import dev.coupon.domain.decision.Decision.Replay;
import dev.coupon.domain.log.LogEntry;
import dev.coupon.domain.port.Outcome;
import dev.coupon.domain.port.Outcome.Done;
import dev.coupon.domain.port.Outcome.Refused;
import dev.coupon.domain.port.Outcome.Replayed;
import dev.coupon.domain.port.request.IssueRequest;
import dev.coupon.store.IssueTimes;
import dev.coupon.store.jdbc.change.Change.Issue;
import dev.coupon.store.jdbc.connection.Tx;
import dev.coupon.store.jdbc.table.CampaignRow;
import dev.coupon.store.jdbc.table.CampaignTable;
import dev.coupon.store.jdbc.table.CouponTable;
import dev.coupon.store.jdbc.table.CouponTable.NewCoupon;
import dev.coupon.store.jdbc.table.KeyedCoupons;
import dev.coupon.store.jdbc.table.LogTable;
import dev.coupon.store.jdbc.table.stock.StockTable;
import dev.coupon.store.key.KeyHash;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Issues coupons of one campaign to many requests in one transaction: the facts are read
 * for all requests at once, each request is decided in turn, and the coupons are written
 * all at once.
 */
final class Issuing {

	private static final int DRAWS_IN_A_ROUND = 32;

	private final CampaignTable campaigns;

	private final CouponTable coupons;

	private final StockTable stock;

	private final LogTable log;

	private final Change.Tools tools;

	/**
	 * Tells whether codes are looked up before they are used, because one may have been
	 * taken.
	 */
	private final boolean careful;

	private KeyedCoupons byKey = new KeyedCoupons();

	private final Map<String, Integer> issuedToUser = new HashMap<>();

	/** The coupons in the present period of a quota that limits users, by the user. */
	private final Map<String, Integer> inPeriod = new HashMap<>();

	private final Set<String> names = new HashSet<>();

	private final List<NewCoupon> issued = new ArrayList<>();

	private final List<LogEntry> entries = new ArrayList<>(0);

	/** The imported codes for the next coupons; empty if codes are drawn. */
	private final Queue<String> stocked = new ArrayDeque<>();

	private CampaignState state;

	private Issuing(Tx tx, CampaignState state, Change.Tools tools, boolean careful) {
		this.campaigns = new CampaignTable(tx);
		this.coupons = new CouponTable(tx);
		this.stock = new StockTable(tx);
		this.log = new LogTable(tx);
		this.state = state;
		this.tools = tools;
		this.careful = careful;
	}

	/**
	 * Answers requests to one campaign, in their order. If a request has kept a code, an
	 * earlier attempt failed, maybe because that code was taken, so codes are looked up
	 * before they are used.
	 */
	static List<Outcome<Coupon>> issue(Tx tx, List<Issue> issues, Change.Tools tools) {
		CampaignRow row = new CampaignTable(tx).lock(issues.getFirst().request().campaignId());
		if (row == null) {
			return issues.stream().<Outcome<Coupon>>map(issue -> new Refused<>(Refusal.CAMPAIGN_NOT_FOUND)).toList();
		}
		boolean careful = issues.stream().anyMatch(issue -> issue.code() != null);
		Issuing issuing = new Issuing(tx, row.state(), tools, careful);
		issuing.read(issues);
		List<Outcome<Coupon>> outcomes = issues.stream().map(issuing::decide).toList();
		issuing.write();
		return outcomes;
	}

	private void read(List<Issue> issues) {
		String campaignId = state.campaign().id();
		if (state.campaign().codeSource() instanceof CodeSource.Imported) {
			stocked.addAll(stock.codes(campaignId, state.issued() + 1, state.issued() + issues.size()));
		}
		List<KeyHash> keys = issues.stream().flatMap(issue -> Stream.ofNullable(issue.key())).toList();
		if (!keys.isEmpty()) {
			byKey = coupons.issuedFor(campaignId, keys);
		}
		Set<String> users = issues.stream()
			.flatMap(issue -> Stream.ofNullable(issue.request().userId()))
			.collect(Collectors.toSet());
		if (!users.isEmpty()) {
			issuedToUser.putAll(coupons.issuedTo(campaignId, users));
			if (state.campaign().rhythm().limitsUsers()) {
				inPeriod.putAll(coupons.issuedAfter(campaignId, state.issuedBeforePeriod(), users));
			}
		}
	}

	private Outcome<Coupon> decide(Issue issue) {
		IssueRequest request = issue.request();
		Coupon earlier = issue.key() == null ? null : byKey.find(issue.key());
		return switch (state.issue(request, ofUser(request.userId()),
				earlier == null ? null : new EarlierIssue(earlier.userId()))) {
			case Apply apply ->
				findCode(issue) ? new Done<>(issueNew(issue)) : new Refused<>(Refusal.CODE_SPACE_EXHAUSTED);
			case Replay replay -> new Replayed<>(Objects.requireNonNull(earlier));
			case Refuse refuse -> refuse.outcome();
		};
	}

	private OfUser ofUser(@Nullable String userId) {
		return userId == null ? new OfUser(0, 0)
				: new OfUser(issuedToUser.getOrDefault(userId, 0), inPeriod.getOrDefault(userId, 0));
	}

	private Coupon issueNew(Issue issue) {
		Campaign campaign = state.campaign();
		String userId = issue.request().userId();
		Integer slot = userId == null ? null : issuedToUser.merge(userId, 1, Integer::sum);
		if (userId != null) {
			inPeriod.merge(userId, 1, Integer::sum);
		}
		Instant issuedAt = IssueTimes.of(state);
		Instant expiresAt = campaign.couponExpiresAt(issuedAt);
		String code = Objects.requireNonNull(issue.code());
		become(state.withIssued(expiresAt));
		Coupon coupon = new Coupon(code, campaign.id(), state.issued(), userId, issuedAt, expiresAt).with(null, null,
				state.now());
		KeyHash.Used key = issue.key() == null ? null : byKey.add(issue.key(), coupon);
		issued.add(new NewCoupon(coupon, slot, key, campaign.codeSource().alias(code)));
		return coupon;
	}

	/**
	 * Finds a free code for a request, and tells whether there is one. This is the next
	 * imported one; or the code that the request has kept from an earlier attempt, if
	 * that is free, or else a newly drawn one.
	 */
	private boolean findCode(Issue issue) {
		return switch (state.campaign().codeSource()) {
			case CodeFormat format -> draw(issue, format);
			case CodeSource.Imported imported -> {
				issue.keep(stocked.remove());
				yield true;
			}
		};
	}

	private boolean draw(Issue issue, CodeFormat format) {
		if (take(issue, List.of(issue.code() == null ? format.draw(tools.random()) : issue.code()))) {
			return true;
		}
		for (int draws = 0; draws < CodeFormat.MAX_DRAWS; draws += DRAWS_IN_A_ROUND) {
			if (take(issue, Stream.generate(() -> format.draw(tools.random())).limit(DRAWS_IN_A_ROUND).toList())) {
				return true;
			}
		}
		return false;
	}

	private boolean take(Issue issue, List<String> candidates) {
		Set<String> taken = careful ? coupons.taken(candidates.stream().flatMap(this::names).toList()) : Set.of();
		for (String code : candidates) {
			if (names(code).noneMatch(name -> taken.contains(name) || names.contains(name))) {
				names(code).forEach(names::add);
				issue.keep(code);
				return true;
			}
		}
		return false;
	}

	/** The names under which a code is found. */
	private Stream<String> names(String code) {
		return Stream.concat(Stream.of(code), Stream.ofNullable(state.campaign().codeSource().alias(code)));
	}

	/** Takes over the state after an issue, and notes whether coupons run low. */
	private void become(CampaignState after) {
		LogEntry crossed = tools.level().crossed(state, after);
		state = after;
		if (crossed != null) {
			entries.add(crossed);
			state = state.with(state.counts().with(crossed.type()));
		}
	}

	private void write() {
		if (!issued.isEmpty()) {
			if (state.campaign().codeSource() instanceof CodeSource.Imported) {
				stock.delete(state.campaign().id(), state.issued() - issued.size() + 1, state.issued());
			}
			coupons.insert(issued);
			campaigns.setIssued(state);
			entries.forEach(log::write);
		}
	}

}
