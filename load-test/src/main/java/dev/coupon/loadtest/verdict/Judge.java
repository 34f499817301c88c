package dev.coupon.loadtest.verdict;

import dev.coupon.loadtest.recording.CampaignRecord;
import dev.coupon.loadtest.recording.Coupon;
import dev.coupon.loadtest.verdict.Verdict.Kind;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/** Comes to a verdict about campaigns, after the load. */
public final class Judge {

	private final CouponService service;

	private final List<String> faults = new ArrayList<>();

	private final List<String> unknowns = new ArrayList<>();

	private final List<String> listed = new ArrayList<>();

	private int exhausted;

	public Judge(CouponService service) {
		this.service = service;
	}

	/** Asks the service about the campaigns and compares. */
	public Verdict judge(Collection<CampaignRecord> campaigns) {
		List<String> received = campaigns.stream()
			.flatMap(campaign -> campaign.received().stream())
			.map(Coupon::code)
			.toList();
		expectDistinct(received, "received");
		for (CampaignRecord campaign : campaigns) {
			try {
				compare(campaign, service.campaign(campaign.id()));
			}
			catch (ServiceException ex) {
				unknowns.add(ex.getMessage());
				if (ex.isUnreachable()) {
					break;
				}
			}
		}
		expectDistinct(listed, "exported");
		if (received.isEmpty()) {
			unknowns.add("nobody received a coupon, so there is nothing to judge");
		}
		return verdict(received.size(), campaigns.stream().mapToLong(CampaignRecord::unanswered).sum());
	}

	private void compare(CampaignRecord campaign, ServedCampaign served) {
		faults.addAll(new CampaignCheck(campaign, served).faults());
		listed.addAll(served.codes());
		if (served.issued() >= served.maxCoupons()) {
			exhausted++;
		}
	}

	private void expectDistinct(List<String> codes, String which) {
		Set<String> seen = new HashSet<>();
		List<String> repeated = codes.stream().filter(code -> !seen.add(code)).toList();
		if (!repeated.isEmpty()) {
			faults.add(String.format(Locale.ROOT, "%,d of %,d codes %s aren't distinct, such as %s", repeated.size(),
					codes.size(), which, repeated.getFirst()));
		}
	}

	private Verdict verdict(int received, long unanswered) {
		if (!faults.isEmpty() || !unknowns.isEmpty()) {
			Kind kind = faults.isEmpty() ? Kind.UNKNOWN : Kind.WRONG;
			return new Verdict(kind, Stream.concat(faults.stream(), unknowns.stream()).toList(), exhausted);
		}
		String ground = String.format(Locale.ROOT,
				"%,d codes received, all distinct; %,d issued; %,d requests unanswered; "
						+ "no campaign over its maximum; the service's counts and codes agree",
				received, listed.size(), unanswered);
		return new Verdict(Kind.CORRECT, List.of(ground), exhausted);
	}

}
