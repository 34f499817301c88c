package dev.coupon.jmh;

import dev.coupon.domain.Campaign;
import dev.coupon.domain.CodeFormat;
import dev.coupon.domain.CodeFormat.Charset;
import dev.coupon.domain.decision.stock.StockLevel;
import dev.coupon.domain.port.CampaignRepository;
import dev.coupon.domain.port.request.IssueRequest;
import dev.coupon.store.memory.campaign.InMemoryCampaignRepository;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * A store as in production, with a campaign that never runs out, one that has, and a
 * thousand others. Each iteration gets a new one, since it keeps all it issues.
 */
@State(Scope.Benchmark)
public class Store {

	static final String CAMPAIGN = "campaign";

	static final IssueRequest REQUEST = new IssueRequest(CAMPAIGN, null, null);

	static final IssueRequest EXHAUSTED = new IssueRequest("exhausted", null, null);

	static final List<IssueRequest> SPREAD = IntStream.range(0, 1_000)
		.mapToObj(i -> new IssueRequest("campaign-" + i, null, null))
		.toList();

	CampaignRepository repository = emptyRepository();

	@Setup(Level.Iteration)
	public void setUp() {
		repository = emptyRepository();
		create(CAMPAIGN, Campaign.MAX_COUPONS);
		create(EXHAUSTED.campaignId(), 1);
		repository.issue(EXHAUSTED);
		SPREAD.forEach(request -> create(request.campaignId(), Campaign.MAX_COUPONS));
	}

	private static CampaignRepository emptyRepository() {
		return new InMemoryCampaignRepository(Clock.systemUTC(), new SecureRandom(), StockLevel.DEFAULT, () -> false);
	}

	private void create(String id, int maxCoupons) {
		Instant now = Instant.now();
		repository.create(new Campaign(id, null, new Campaign.Period(now, now.plus(Duration.ofDays(1))), maxCoupons,
				null, ZoneOffset.UTC, CodeFormat.of(Charset.SAFE, CodeFormat.drawn(CodeFormat.DEFAULT_LENGTH)),
				new Expiry.WithCampaign(), Map.of(), false));
	}

}
