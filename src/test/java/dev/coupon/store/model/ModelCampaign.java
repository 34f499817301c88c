package dev.coupon.store.model;

import dev.coupon.domain.Campaign;
import dev.coupon.domain.Campaign.Status;
import dev.coupon.domain.CodeSource;
import dev.coupon.domain.Coupon;
import dev.coupon.domain.Expiry;
import dev.coupon.domain.Refusal;
import dev.coupon.domain.decision.CampaignSettings;
import dev.coupon.domain.log.Act;
import dev.coupon.domain.log.LogEntry;
import dev.coupon.domain.log.LogEntry.OfCampaign;
import dev.coupon.domain.log.LogEntry.OfCoupon;
import dev.coupon.domain.port.Snapshot;
import dev.coupon.domain.port.request.IssueRequest;
import dev.coupon.domain.port.request.RequestKey;
import dev.coupon.domain.rhythm.Quota;
import dev.coupon.domain.rhythm.Quota.Period;
import dev.coupon.store.Bisection;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** One campaign of a {@link CampaignModel} with its coupons. */
final class ModelCampaign {

	Campaign settings;

	final String uid;

	String revision;

	final List<ModelCoupon> coupons = new ArrayList<>();

	/** Imported codes that are not issued. */
	final List<String> stock = new ArrayList<>();

	final List<LogEntry> log = new ArrayList<>();

	/** How many coupons there were, and how many were left, after the last change. */
	private int total;

	private int left;

	/** The period of the quota in which the last coupon was issued; null for none. */
	private @Nullable Period period;

	/** How many coupons were issued before that period. */
	private int beforePeriod;

	ModelCampaign(Campaign settings, String uid, String revision) {
		this.settings = settings;
		this.uid = uid;
		this.revision = revision;
		this.total = settings.codeSource() instanceof CodeSource.Imported ? 0 : settings.maxCoupons();
		this.left = total;
	}

	/** Notes that a tenth of the coupons, or none, is left, once it becomes so. */
	private void level(Instant at) {
		boolean low = left * 10 <= total;
		boolean none = left == 0;
		total = isImported() ? Math.min(settings.maxCoupons(), stocked()) : settings.maxCoupons();
		left = total - coupons.size();
		if (left == 0 && !none) {
			log(LogEntry.Type.CAMPAIGN_EXHAUSTED, Act.OF_THE_SERVICE, CampaignSettings.created(settings), at);
		}
		if (left > 0 && left * 10 <= total && !low) {
			log(LogEntry.Type.CAMPAIGN_LOW_STOCK, Act.OF_THE_SERVICE, CampaignSettings.created(settings), at);
		}
	}

	/** Notes that codes were imported or dropped. */
	LogEntry restock(LogEntry.Type type, Act act, OfCampaign now, Instant at) {
		LogEntry entry = log(type, act, now, at);
		level(at);
		return entry;
	}

	/** All that happened, in order: the number, the type, and the coupon's number. */
	List<String> events() {
		List<String> events = new ArrayList<>();
		int issued = 0;
		for (LogEntry entry : log) {
			issued = issue(issued, entry.afterCoupon(), events);
			OfCoupon about = entry.coupon();
			events.add(events.size() + 1 + " " + entry.type().code() + (about == null ? "" : " " + about.sequence()));
		}
		issue(issued, coupons.size(), events);
		return events;
	}

	private static int issue(int from, int to, List<String> events) {
		for (int sequence = from + 1; sequence <= to; sequence++) {
			events.add(events.size() + 1 + " coupon.issued " + sequence);
		}
		return to;
	}

	/** Notes something about the campaign itself. */
	LogEntry log(LogEntry.Type type, Act act, OfCampaign now, Instant at) {
		return log(type, act, null, now, at);
	}

	LogEntry log(LogEntry.Type type, Act act, @Nullable OfCoupon coupon, @Nullable OfCampaign changes, Instant at) {
		LogEntry entry = new LogEntry(settings.id(), uid, log.size() + 1, coupons.size(), type,
				at.truncatedTo(ChronoUnit.MILLIS), act, coupon, changes);
		log.add(entry);
		return entry;
	}

	/** Whether it has a code, as a coupon's or one that is not issued. */
	boolean has(String code) {
		return stock.contains(code) || coupons.stream().anyMatch(coupon -> coupon.names().anyMatch(code::equals));
	}

	/** How many codes were imported and not dropped. */
	int stocked() {
		return isImported() ? coupons.size() + stock.size() : 0;
	}

	boolean isImported() {
		return settings.codeSource() instanceof CodeSource.Imported;
	}

	private boolean isExhausted() {
		return coupons.size() == settings.maxCoupons() || (isImported() && stock.isEmpty());
	}

	Status status(Instant now) {
		if (!now.isBefore(settings.period().endsAt())) {
			return Status.ENDED;
		}
		if (settings.paused()) {
			return Status.PAUSED;
		}
		if (now.isBefore(settings.period().startsAt())) {
			return Status.SCHEDULED;
		}
		if (isExhausted()) {
			return Status.EXHAUSTED;
		}
		return hindrance(null, now) == null ? Status.ACTIVE : Status.WAITING;
	}

	Snapshot snapshot(int codes, Instant now) {
		long redeemed = coupons.stream().filter(coupon -> coupon.state.redemption() != null).count();
		long voided = coupons.stream().filter(coupon -> coupon.state.voiding() != null).count();
		List<String> first = coupons.stream().limit(codes).map(coupon -> coupon.state.code()).toList();
		return new Snapshot(settings, uid, revision, status(now), coupons.size(), (int) redeemed, (int) voided,
				stocked(), pace(now), first);
	}

	/** When the campaign and the last of its coupons are over. */
	Instant endedAt() {
		Instant end = settings.period().endsAt();
		return coupons.stream()
			.map(ModelCoupon::expiresAt)
			.reduce(end, (one, other) -> one.isAfter(other) ? one : other);
	}

	boolean hasUnexpiredCoupons(Instant now) {
		return coupons.stream().anyMatch(coupon -> now.isBefore(coupon.expiresAt()));
	}

	@Nullable ModelCoupon issuedWith(@Nullable RequestKey key) {
		return key == null ? null : first(coupon -> key.equals(coupon.issueKey));
	}

	private @Nullable ModelCoupon first(Predicate<ModelCoupon> wanted) {
		return coupons.stream().filter(wanted).findFirst().orElse(null);
	}

	/** Why no new coupon can be issued to this user now, or null if one can. */
	@Nullable Refusal issueRefusal(@Nullable String userId, Instant now) {
		if (!now.isBefore(settings.period().endsAt())) {
			return Refusal.CAMPAIGN_ENDED;
		}
		if (settings.paused()) {
			return Refusal.CAMPAIGN_PAUSED;
		}
		if (now.isBefore(settings.period().startsAt())) {
			return Refusal.CAMPAIGN_NOT_STARTED;
		}
		Integer limit = settings.perUserLimit();
		Quota quota = settings.rhythm().quota();
		if (userId == null && (limit != null || (quota != null && quota.perUserLimit() != null))) {
			return Refusal.USER_REQUIRED;
		}
		long own = coupons.stream().filter(coupon -> Objects.equals(coupon.state.userId(), userId)).count();
		if (limit != null && own >= limit) {
			return Refusal.USER_LIMIT_REACHED;
		}
		return isExhausted() ? Refusal.CAMPAIGN_EXHAUSTED : hindrance(userId, now);
	}

	/** Why the rhythm doesn't allow an issue now, or null if it does. */
	private @Nullable Refusal hindrance(@Nullable String userId, Instant now) {
		if (!settings.rhythm().hours().isOpen(now, ZoneOffset.UTC)) {
			return Refusal.CAMPAIGN_CLOSED;
		}
		Quota quota = settings.rhythm().quota();
		if (quota == null) {
			return null;
		}
		List<ModelCoupon> recent = coupons.subList(beforePeriod(now), coupons.size());
		long own = recent.stream().filter(coupon -> Objects.equals(coupon.state.userId(), userId)).count();
		if (userId != null && quota.perUserLimit() != null && own >= quota.perUserLimit()) {
			return Refusal.USER_QUOTA_REACHED;
		}
		return quota.maxCoupons() != null && recent.size() >= quota.maxCoupons() ? Refusal.QUOTA_EXHAUSTED : null;
	}

	/** How many coupons were issued before the present period of the quota. */
	private int beforePeriod(Instant now) {
		return isNewPeriod(now) ? coupons.size() : beforePeriod;
	}

	private boolean isNewPeriod(Instant now) {
		return period == null || !issuedAt(now).isBefore(period.end());
	}

	private Period period(Quota quota, Instant now) {
		return period == null || isNewPeriod(now) ? quota.period(issuedAt(now), ZoneOffset.UTC) : period;
	}

	/** When the rhythm allows an issue that it doesn't allow now, or null if never. */
	@Nullable Instant opensAt(Refusal hindrance, Instant now) {
		Quota quota = settings.rhythm().quota();
		Instant from = now;
		boolean usedUp = quota != null && quota.maxCoupons() != null
				&& coupons.size() - beforePeriod(now) >= quota.maxCoupons();
		if (quota != null && (hindrance == Refusal.USER_QUOTA_REACHED || usedUp)) {
			from = period(quota, now).end();
		}
		else if (now.isBefore(settings.period().startsAt())) {
			from = settings.period().startsAt();
		}
		Instant opening = settings.rhythm().hours().nextOpening(from, ZoneOffset.UTC);
		return opening != null && opening.isBefore(settings.period().endsAt()) ? opening : null;
	}

	private Snapshot.@Nullable Pace pace(Instant now) {
		Quota quota = settings.rhythm().quota();
		if (quota == null && settings.rhythm().hours().windows().isEmpty()) {
			return null;
		}
		Status status = status(now);
		boolean shown = status == Status.WAITING || status == Status.SCHEDULED;
		Integer remaining = quota == null || quota.maxCoupons() == null ? null
				: Integer.valueOf(Math.max(0, quota.maxCoupons() - (coupons.size() - beforePeriod(now))));
		return new Snapshot.Pace(status == Status.WAITING, shown ? opensAt(Refusal.CAMPAIGN_CLOSED, now) : null,
				quota == null ? null : new Snapshot.QuotaLeft(remaining, period(quota, now).end()));
	}

	/** Takes over settings, with a quota that may be new. */
	void become(Campaign changed, Instant now) {
		Quota before = settings.rhythm().quota();
		Quota after = changed.rhythm().quota();
		if (after == null) {
			period = null;
		}
		else if (before == null || before.per() != after.per()) {
			period = after.period(issuedAt(now), ZoneOffset.UTC);
			Instant start = period.start();
			List<ModelCoupon> sorted = coupons;
			beforePeriod = Bisection.first(0, sorted.size(), i -> !sorted.get(i).state.issuedAt().isBefore(start));
		}
		settings = changed;
		level(now);
	}

	Coupon issue(IssueRequest request, String code, Instant now) {
		Quota quota = settings.rhythm().quota();
		if (quota != null) {
			beforePeriod = beforePeriod(now);
			period = period(quota, now);
		}
		Instant issuedAt = issuedAt(now.truncatedTo(ChronoUnit.MILLIS));
		Instant expiresAt = switch (settings.expiry()) {
			case Expiry.WithCampaign all -> settings.period().endsAt();
			case Expiry.At at -> at.instant();
			case Expiry.After after -> issuedAt.plus(after.validFor());
		};
		stock.remove(code);
		Coupon issued = new Coupon(code, settings.id(), coupons.size() + 1, request.userId(), issuedAt, expiresAt);
		ModelCoupon coupon = new ModelCoupon(this, issued, request.idempotencyKey());
		coupons.add(coupon);
		level(now);
		return coupon.seen(now);
	}

	/** The time of an issue now: a clock set back by up to a minute isn't followed. */
	private Instant issuedAt(Instant now) {
		Instant last = coupons.isEmpty() ? Instant.EPOCH : coupons.getLast().state.issuedAt();
		return now.isBefore(last) && !now.isBefore(last.minusSeconds(60)) ? last : now;
	}

}
