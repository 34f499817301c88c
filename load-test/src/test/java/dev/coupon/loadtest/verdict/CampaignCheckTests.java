package dev.coupon.loadtest.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coupon.loadtest.recording.Answer;
import dev.coupon.loadtest.recording.CampaignRecord;
import dev.coupon.loadtest.recording.Coupon;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CampaignCheckTests {

	private final CampaignRecord record = new CampaignRecord("load-1", 10);

	@Test
	void toleratesACouponForEachUnansweredRequest() {
		receive(1);
		record.ask();
		assertThat(faults(served(1))).isEmpty();
		assertThat(faults(served(2))).isEmpty();
		assertThat(faults(served(3)))
			.containsExactly("load-1: issued is 3, but users received 1 and 1 requests were unanswered");
	}

	@Test
	void toleratesACouponForARequestWithUnknownOutcome() {
		record.ask();
		record.answer(Answer.of(503, "{\"code\": \"outcome-unknown\"}"));
		assertThat(faults(served(1))).isEmpty();
	}

	@Test
	void toleratesNoCouponForARefusal() {
		record.ask();
		record.answer(Answer.of(503, "{\"code\": \"overloaded\"}"));
		assertThat(faults(served(1))).hasSize(1);
	}

	@Test
	void findsAReceivedCouponThatWasNotIssued() {
		receive(1);
		assertThat(faults(served(0))).contains("load-1: users received 1, but issued is 0");
	}

	@Test
	void findsAChangedMaximum() {
		ServedCampaign served = new ServedCampaign(11, 0, 11, List.of(), List.of());
		assertThat(faults(served)).containsExactly("load-1: created with 10 coupons, but now has 11");
	}

	@Test
	void findsCodesThatDifferFromTheExport() {
		receive(1);
		ServedCampaign served = new ServedCampaign(10, 1, 9, List.of("other"), List.of(new Coupon("code-1", 1)));
		assertThat(faults(served)).containsExactly("load-1: the codes told with the counts aren't those of the export");
	}

	private List<String> faults(ServedCampaign served) {
		return new CampaignCheck(record, served).faults();
	}

	private void receive(int number) {
		record.ask();
		record.answer(Answer.of(201, "{\"code\": \"code-%d\", \"sequence\": %d}".formatted(number, number)));
	}

	private static ServedCampaign served(int issued) {
		List<Coupon> coupons = IntStream.rangeClosed(1, issued)
			.mapToObj(number -> new Coupon("code-" + number, number))
			.toList();
		return new ServedCampaign(10, issued, 10 - issued, coupons.stream().map(Coupon::code).toList(), coupons);
	}

}
