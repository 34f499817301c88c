package dev.coupon.loadtest.verdict;

import com.google.errorprone.annotations.FormatMethod;
import dev.coupon.loadtest.recording.CampaignRecord;
import dev.coupon.loadtest.recording.Coupon;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.IntStream;

/** Compares what users learnt of a campaign with what the service says of it. */
final class CampaignCheck {

	private final CampaignRecord record;

	private final ServedCampaign served;

	private final List<Coupon> received;

	private final List<String> faults = new ArrayList<>();

	CampaignCheck(CampaignRecord record, ServedCampaign served) {
		this.record = record;
		this.served = served;
		this.received = record.received();
	}

	/** All that doesn't go together, a line each; empty if all does. */
	List<String> faults() {
		checkMaximum();
		checkCounts();
		checkList();
		checkReceived();
		return faults;
	}

	private void checkMaximum() {
		int max = record.maxCoupons();
		expect(served.maxCoupons() == max, "created with %,d coupons, but now has %,d", max, served.maxCoupons());
		expect(served.issued() <= max, "issued %,d, more than its maximum of %,d", served.issued(), max);
		expect(received.size() <= max, "users received %,d, more than its maximum of %,d", received.size(), max);
		expect(!record.isExhausted() || served.issued() >= max, "refused as exhausted with %,d of %,d issued",
				served.issued(), max);
	}

	private void checkCounts() {
		long issued = served.issued();
		long mostIssued = received.size() + record.unanswered();
		expect(received.size() <= issued, "users received %,d, but issued is %,d", received.size(), issued);
		expect(issued <= mostIssued, "issued is %,d, but users received %,d and %,d requests were unanswered", issued,
				received.size(), record.unanswered());
		expect(served.remaining() == served.maxCoupons() - issued, "remaining is %,d, but %,d of %,d are issued",
				served.remaining(), issued, served.maxCoupons());
		expect(served.coupons().size() == issued, "issued is %,d, but the export has %,d coupons", issued,
				served.coupons().size());
	}

	private void checkList() {
		List<Coupon> coupons = served.coupons();
		long misnumbered = IntStream.range(0, coupons.size())
			.filter(index -> coupons.get(index).sequence() != index + 1)
			.count();
		expect(misnumbered == 0, "%,d coupons of the export aren't numbered 1, 2, 3 and so on", misnumbered);
		List<String> codes = served.codes();
		List<String> sameCodes = codes.subList(0, Math.min(served.firstCodes().size(), codes.size()));
		expect(served.firstCodes().equals(sameCodes), "the codes told with the counts aren't those of the export");
	}

	private void checkReceived() {
		Set<Coupon> listed = new HashSet<>(served.coupons());
		List<Coupon> unlisted = received.stream().filter(coupon -> !listed.contains(coupon)).toList();
		expect(unlisted.isEmpty(), "%,d of the coupons received aren't in the export, such as %s", unlisted.size(),
				unlisted.isEmpty() ? "" : unlisted.getFirst().code());
	}

	@FormatMethod
	private void expect(boolean condition, String fault, Object... values) {
		if (!condition) {
			faults.add(record.id() + ": " + String.format(Locale.ROOT, fault, values));
		}
	}

}
