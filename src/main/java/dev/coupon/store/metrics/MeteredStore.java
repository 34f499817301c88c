package dev.coupon.store.metrics;

import dev.coupon.domain.Campaign;
import dev.coupon.domain.Coupon;
import dev.coupon.domain.Refusal;
import dev.coupon.domain.evidence.Report;
import dev.coupon.domain.log.Act;
import dev.coupon.domain.port.CampaignRepository;
import dev.coupon.domain.port.CampaignRepository.Changed;
import dev.coupon.domain.port.CodeStock.Verdict;
import dev.coupon.domain.port.Outcome;
import dev.coupon.domain.port.Outcome.Done;
import dev.coupon.domain.port.Outcome.Refused;
import dev.coupon.domain.port.Outcome.Replayed;
import dev.coupon.domain.port.Snapshot;
import dev.coupon.domain.port.failure.OutcomeUnknownException;
import dev.coupon.domain.port.failure.OverloadedException;
import dev.coupon.domain.port.request.CouponChange;
import dev.coupon.domain.port.request.CouponChange.MakeVoid;
import dev.coupon.domain.port.request.CouponChange.Redeem;
import dev.coupon.domain.port.request.CouponChange.RevokeVoid;
import dev.coupon.domain.port.request.CouponChange.RollBack;
import dev.coupon.domain.port.request.IssueRequest;
import dev.coupon.store.ForwardingStore;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * Counts and times the operations between the service and a store. The number of time
 * series doesn't depend on the number of campaigns and users. Of the campaigns, only the
 * busiest have time series of their own.
 */
public final class MeteredStore extends ForwardingStore {

	/**
	 * The bounds of the buckets of the issue timer, from the times of the store in memory
	 * to those of a slow database.
	 */
	private static final Duration[] BUCKETS = LongStream
		.of(20, 50, 100, 250, 500, 1_000, 2_500, 5_000, 10_000, 25_000, 50_000, 100_000, 250_000, 500_000, 1_000_000,
				2_500_000, 5_000_000)
		.mapToObj(micros -> Duration.of(micros, ChronoUnit.MICROS))
		.toArray(Duration[]::new);

	private final BusiestCampaigns busiest;

	private final RefusalCounts refusals;

	private final Timer issueTimer;

	private final Counter issued;

	private final Counter redeemed;

	private final Counter unredeemed;

	private final Counter voided;

	private final Counter voidsRevoked;

	private final Counter replayed;

	private final Counter overloaded;

	private final Counter unknown;

	private final Map<Refusal, Counter> refused = new EnumMap<>(Refusal.class);

	/**
	 * @param start the start of this instance of the service, by the clock of its machine
	 */
	public MeteredStore(CampaignRepository store, BusiestCampaigns busiest, MeterRegistry meters, Instant start) {
		super(store);
		this.busiest = busiest;
		this.refusals = new RefusalCounts(start);
		this.issueTimer = Timer.builder("coupon.issue")
			.description("Time to issue, replay or refuse a coupon, the HTTP exchange not included")
			.serviceLevelObjectives(BUCKETS)
			.register(meters);
		this.issued = counter("coupon.issued", "Coupons issued", meters);
		this.redeemed = counter("coupon.redeemed", "Coupons redeemed", meters);
		this.unredeemed = counter("coupon.unredeemed", "Redemptions rolled back", meters);
		this.voided = counter("coupon.voided", "Coupons declared void", meters);
		this.voidsRevoked = counter("coupon.void.revoked", "Voids of coupons taken back", meters);
		this.replayed = counter("coupon.replayed", "Repeated requests that got the earlier result", meters);
		this.overloaded = failures("overloaded", meters);
		this.unknown = failures("outcome-unknown", meters);
		for (Refusal refusal : Refusal.values()) {
			refused.put(refusal,
					Counter.builder("coupon.refused")
						.description("Requests to change something that were refused")
						.tag("refusal", refusal.code())
						.register(meters));
		}
	}

	/**
	 * Runs an operation, and counts it if the store couldn't do it or couldn't tell
	 * whether it did.
	 */
	private <T> T watched(Supplier<T> operation) {
		try {
			return operation.get();
		}
		catch (OverloadedException e) {
			overloaded.increment();
			throw e;
		}
		catch (OutcomeUnknownException e) {
			unknown.increment();
			throw e;
		}
	}

	private static Counter failures(String failure, MeterRegistry meters) {
		return Counter.builder("coupon.failed")
			.description("Requests that the store couldn't take, or couldn't tell whether it did")
			.tag("failure", failure)
			.register(meters);
	}

	private static Counter counter(String name, String description, MeterRegistry meters) {
		return Counter.builder(name).description(description).register(meters);
	}

	private Outcome<Coupon> count(Outcome<Coupon> outcome, Counter done) {
		switch (outcome) {
			case Done<Coupon> success -> done.increment();
			case Replayed<Coupon> replay -> replayed.increment();
			case Refused<Coupon> refusal -> countRefusal(refusal);
		}
		return outcome;
	}

	private <T> Outcome<T> countRefusal(Outcome<T> outcome) {
		if (outcome instanceof Refused<T>(Refusal refusal, var retryAfter)) {
			Objects.requireNonNull(refused.get(refusal)).increment();
		}
		return outcome;
	}

	@Override
	public Outcome<Coupon> issue(IssueRequest request) {
		return issueTimer.record(() -> {
			Outcome<Coupon> outcome = count(watched(() -> super.issue(request)), issued);
			if (outcome instanceof Done) {
				busiest.count(request.campaignId());
			}
			refusals.count(request.campaignId(), outcome);
			return outcome;
		});
	}

	@Override
	public Outcome<Coupon> change(String code, CouponChange change, Act act) {
		return count(watched(() -> super.change(code, change, act)), switch (change) {
			case Redeem redeem -> redeemed;
			case RollBack rollBack -> unredeemed;
			case MakeVoid make -> voided;
			case RevokeVoid revoke -> voidsRevoked;
		});
	}

	@Override
	public Outcome<List<Verdict>> importCodes(String campaignId, List<String> codes, Act act) {
		return countRefusal(watched(() -> super.importCodes(campaignId, codes, act)));
	}

	@Override
	public Outcome<Integer> dropCodes(String campaignId, int limit, Act act) {
		return countRefusal(watched(() -> super.dropCodes(campaignId, limit, act)));
	}

	@Override
	public Outcome<Snapshot> create(Campaign campaign, Act act) {
		Outcome<Snapshot> outcome = countRefusal(watched(() -> super.create(campaign, act)));
		if (outcome instanceof Done) {
			refusals.forget(campaign.id());
		}
		return outcome;
	}

	@Override
	public Outcome<Changed> update(Campaign changed, String revision, Act act) {
		return countRefusal(watched(() -> super.update(changed, revision, act)));
	}

	@Override
	public Outcome<Changed> pause(String campaignId, boolean paused, @Nullable String revision, Act act) {
		return countRefusal(watched(() -> super.pause(campaignId, paused, revision, act)));
	}

	@Override
	public Outcome<Snapshot> delete(String campaignId, boolean force, @Nullable String revision, Act act) {
		Outcome<Snapshot> outcome = countRefusal(watched(() -> super.delete(campaignId, force, revision, act)));
		if (outcome instanceof Done) {
			refusals.forget(campaignId);
		}
		return outcome;
	}

	@Override
	public Outcome<Report> report(String campaignId) {
		return super.report(campaignId).map(report -> report.with(refusals.of(campaignId, report.campaignUid())));
	}

	@Override
	public Purge purge(@Nullable Instant endedBy, int maxCoupons) {
		Purge purge = super.purge(endedBy, maxCoupons);
		purge.erased().forEach(gone -> refusals.forget(gone.campaignId()));
		return purge;
	}

}
