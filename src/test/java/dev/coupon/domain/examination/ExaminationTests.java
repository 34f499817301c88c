package dev.coupon.domain.examination;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coupon.domain.Campaign;
import dev.coupon.domain.decision.CampaignSettings;
import dev.coupon.domain.decision.CampaignState;
import dev.coupon.domain.decision.Counts;
import dev.coupon.domain.evidence.Report;
import dev.coupon.domain.evidence.Report.Fault;
import dev.coupon.domain.examination.Facts.Issued;
import dev.coupon.domain.examination.Facts.OfUser;
import dev.coupon.domain.examination.Facts.Recount;
import dev.coupon.domain.log.Act;
import dev.coupon.domain.log.LogEntry;
import dev.coupon.domain.rhythm.PeriodUse;
import dev.coupon.testing.CampaignBuilder;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the examination finds in facts that don't fit together. */
class ExaminationTests {

	private static final Instant START = Instant.parse("2026-11-28T00:00:00Z");

	private final List<LogEntry> entries = new ArrayList<>();

	private static CampaignState state(int issued) {
		return new CampaignState(campaign(5, null), "uid", "r", new Counts(issued, 1, 1, 3, 0), PeriodUse.NONE, START,
				START, START.plusSeconds(9));
	}

	private static Issued coupon(int sequence, @Nullable String user) {
		return new Issued(sequence, "CODE-" + sequence, user, START.plus(Duration.ofMinutes(40L * sequence)));
	}

	private Examination of(int issued, int... sequences) {
		Examination examination = new Examination(state(issued), entries);
		IntStream.of(sequences).forEach(sequence -> examination.add(coupon(sequence, null)));
		return examination;
	}

	private static List<String> faults(Examination examination) {
		return faults(examination, new Recount(1, 1, 0));
	}

	private static List<String> faults(Examination examination, Recount recount) {
		return examination.report(recount).faults().stream().map(Fault::code).toList();
	}

	@Test
	void findsNothingWhereAllFitsTogether() {
		Report report = of(3, 1, 2, 3).report(new Recount(1, 1, 1));

		assertThat(report.faults()).isEmpty();
		assertThat(report.counts()).isEqualTo(new Report.Counts(3, 1, 1, 1));
		assertThat(report.issues().byHour()).containsExactly(new Report.Hour(START, 1),
				new Report.Hour(START.plus(Duration.ofHours(1)), 1),
				new Report.Hour(START.plus(Duration.ofHours(2)), 1));
	}

	@Test
	void findsAGap() {
		Report report = of(5, 1, 4, 5).report(new Recount(1, 1, 0));

		assertThat(report.faults()).containsExactly(new Fault("gap", "Coupons 2 to 3 are missing"),
				new Fault("wrong-count", "The count of issued coupons is 5, but there are 3"));
	}

	@Test
	void findsThatTheLastCouponsAreMissing() {
		assertThat(faults(of(3, 1, 2))).containsExactly("missing-row", "wrong-count");
		assertThat(faults(of(3))).containsExactly("missing-row", "wrong-count");
	}

	@Test
	void findsCouponsThatAreNotCounted() {
		assertThat(faults(of(2, 1, 2, 3))).containsExactly("wrong-count");
	}

	@Test
	void findsANumberThatTwoCouponsHave() {
		assertThat(faults(of(3, 1, 2, 2, 3))).containsExactly("doubled-number", "wrong-count");
	}

	@Test
	void findsACodeThatTwoCouponsHave() {
		Examination examination = of(1, 1);
		examination.doubled("CODE-1");

		assertThat(faults(examination)).containsExactly("doubled-code");
	}

	@ParameterizedTest
	@CsvSource({ "0, 1", "2, 1", "1, 0", "1, 2" })
	void findsAWrongCountOfWhatBecameOfCoupons(int redeemed, int voided) {
		assertThat(faults(of(3, 1, 2, 3), new Recount(redeemed, voided, 0))).containsExactly("wrong-count");
	}

	@Test
	void findsACouponBeyondTheMaximumThatWasInForceAtItsIssue() {
		created(campaign(2, null));
		updated(campaign(2, null), campaign(5, null), 3);

		assertThat(of(5, 1, 2, 3, 4, 5).report(new Recount(1, 1, 0)).faults())
			.containsExactly(new Fault("limit-broken", "Coupon 3 was issued when the maximum was 2"));
	}

	@Test
	void knowsTheMaximumOfACampaignWhoseLogBeganLater() {
		updated(campaign(2, null), campaign(5, null), 3);
		assertThat(faults(of(4, 1, 2, 3, 4))).containsExactly("limit-broken");

		entries.clear();
		assertThat(faults(of(6, 1, 2, 3, 4, 5, 6))).containsExactly("limit-broken");
	}

	@Test
	void findsACouponBeyondTheLimitOfItsUserThatWasInForceAtItsIssue() {
		created(campaign(5, 1));
		updated(campaign(5, 1), campaign(5, 3), 2);
		updated(campaign(5, 3), campaign(5, 1), 3);
		Examination examination = ofAlice(3);
		IntStream.of(1, 2, 3).forEach(number -> examination.add(new OfUser("alice", number, number)));

		assertThat(examination.report(new Recount(1, 1, 0)).faults()).containsExactly(
				new Fault("user-limit-broken", "Coupon 2 is number 2 of user alice, when the limit was 1"));
	}

	@Test
	void doesNotJudgeTheLimitOfUsersFromBeforeTheLogBegan() {
		updated(campaign(5, 3), campaign(5, 1), 2);
		Examination examination = ofAlice(2);
		IntStream.of(1, 2).forEach(number -> examination.add(new OfUser("alice", number, number)));

		assertThat(faults(examination)).isEmpty();
	}

	@Test
	void findsWrongNumbersOfUsersCoupons() {
		Examination examination = ofAlice(3);
		examination.add(new OfUser("alice", 1, 1));
		examination.add(new OfUser("alice", 3, 2));
		examination.add(new OfUser("bob", 2, 3));
		assertThat(faults(examination)).containsExactly("wrong-slot", "wrong-slot");

		Examination lost = ofAlice(2);
		lost.add(new OfUser("alice", 1, 1));
		assertThat(faults(lost)).containsExactly("wrong-slot");

		Examination swapped = ofAlice(2);
		swapped.add(new OfUser("alice", 1, 2));
		swapped.add(new OfUser("alice", 2, 1));
		assertThat(faults(swapped)).containsExactly("wrong-slot");
	}

	@Test
	void namesTheFirstFaultsOfAKindAndCountsTheOthers() {
		List<Fault> faults = of(60, IntStream.rangeClosed(1, 30).map(number -> number * 2).toArray())
			.report(new Recount(1, 1, 0))
			.faults();

		assertThat(faults).filteredOn(fault -> fault.code().equals("gap"))
			.hasSize(11)
			.last()
			.isEqualTo(new Fault("gap", "and 20 more faults of this kind"));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`',
			value = { "alice|alice", "a,b|\"a,b\"", "say \"hi\"|\"say \"\"hi\"\"\"", "홍길동|홍길동", "=1+1|=1+1", "#x|#x" })
	void quotesTheCellsOfTheDigestOnlyWhereTheyMustBe(String user, String cell) {
		assertThat(Digest.line(new Issued(7, "CODE", user, START)))
			.isEqualTo("7,CODE," + cell + ",2026-11-28T00:00:00.000Z\n");
	}

	private Examination ofAlice(int issued) {
		Examination examination = new Examination(state(issued), entries);
		IntStream.rangeClosed(1, issued).forEach(number -> examination.add(coupon(number, "alice")));
		return examination;
	}

	private static Campaign campaign(int maxCoupons, @Nullable Integer perUserLimit) {
		return new CampaignBuilder(START, START.plus(Duration.ofDays(1))).maxCoupons(maxCoupons)
			.perUserLimit(perUserLimit)
			.build();
	}

	private void created(Campaign campaign) {
		add(LogEntry.Type.CAMPAIGN_CREATED, 0, CampaignSettings.created(campaign));
	}

	private void updated(Campaign before, Campaign after, int afterCoupon) {
		add(LogEntry.Type.CAMPAIGN_UPDATED, afterCoupon, CampaignSettings.changed(before, after));
	}

	private void add(LogEntry.Type type, int afterCoupon, LogEntry.OfCampaign settings) {
		entries.add(new LogEntry("id", "uid", entries.size() + 1, afterCoupon, type, START, Act.OF_THE_SERVICE, null,
				settings));
	}

}
