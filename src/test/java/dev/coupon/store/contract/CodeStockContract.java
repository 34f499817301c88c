package dev.coupon.store.contract;

import static dev.coupon.store.contract.StoreUnderTest.assertRefused;
import static dev.coupon.store.contract.StoreUnderTest.done;
import static dev.coupon.store.contract.StoreUnderTest.replayed;
import static org.assertj.core.api.Assertions.assertThat;

import dev.coupon.domain.Campaign;
import dev.coupon.domain.Campaign.Status;
import dev.coupon.domain.CodeFormat;
import dev.coupon.domain.CodeFormat.Charset;
import dev.coupon.domain.Coupon;
import dev.coupon.domain.Refusal;
import dev.coupon.domain.log.Act;
import dev.coupon.domain.log.Audited;
import dev.coupon.domain.log.LogEntry;
import dev.coupon.domain.port.CodeStock.Verdict;
import dev.coupon.domain.port.Outcome.Done;
import dev.coupon.domain.port.Snapshot;
import dev.coupon.testing.CampaignBuilder;
import java.text.Normalizer;
import java.text.Normalizer.Form;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the port promises about codes that were made elsewhere. */
interface CodeStockContract extends StoreUnderTest {

	/** A beginning of codes that no other test has. */
	static String prefix() {
		return "P" + UUID.randomUUID().toString().substring(0, 13) + "-";
	}

	default List<Verdict> imports(String campaignId, String... codes) {
		return done(store().importCodes(campaignId, List.of(codes), Act.OF_THE_SERVICE));
	}

	default int drop(String campaignId, int limit) {
		return done(store().dropCodes(campaignId, limit, Act.OF_THE_SERVICE));
	}

	private String issued(String campaignId) {
		return done(issue(campaignId)).code();
	}

	@Test
	default void issuesImportedCodesInTheOrderInWhichTheyCame() {
		String id = create(running().imported());
		String p = prefix();
		assertThat(imports(id, p + "z", p + "a")).containsOnly(Verdict.ACCEPTED);
		assertThat(imports(id, p + "m")).containsExactly(Verdict.ACCEPTED);

		List<Coupon> coupons = Stream.generate(() -> done(issue(id))).limit(3).toList();
		assertThat(coupons).extracting(Coupon::code).containsExactly(p + "z", p + "a", p + "m");
		assertThat(coupons).extracting(Coupon::sequence).containsExactly(1, 2, 3);
		assertThat(coupons)
			.allSatisfy(coupon -> assertThat(store().findCoupon(coupon.code())).isEqualTo(new Done<>(coupon)));
		assertThat(read(id).codes()).containsExactly(p + "z", p + "a", p + "m");
	}

	@Test
	default void isExhaustedWithoutCodesAndGoesOnWithNewOnes() {
		String id = create(running().imported());
		String p = prefix();
		assertThat(read(id).status()).isEqualTo(Status.EXHAUSTED);
		assertRefused(issue(id), Refusal.CAMPAIGN_EXHAUSTED);
		imports(id, p + 1);
		assertThat(read(id)).returns(Status.ACTIVE, Snapshot::status).returns(1, Snapshot::remaining);
		assertThat(issued(id)).isEqualTo(p + 1);
		assertRefused(issue(id), Refusal.CAMPAIGN_EXHAUSTED);
		imports(id, p + 2, p + 3);
		assertThat(issued(id)).isEqualTo(p + 2);
		assertThat(read(id)).returns(3, Snapshot::stocked).returns(2, Snapshot::issued).returns(1, Snapshot::remaining);
	}

	@Test
	default void issuesNoMoreThanTheMaximumHoweverManyCodesThereAre() {
		CampaignBuilder campaign = running().imported().maxCoupons(2);
		String id = create(campaign);
		String p = prefix();
		imports(id, p + 1, p + 2, p + 3);
		assertThat(read(id).remaining()).isEqualTo(2);
		issued(id);
		issued(id);
		assertRefused(issue(id), Refusal.CAMPAIGN_EXHAUSTED);
		assertThat(read(id)).returns(0, Snapshot::remaining).returns(3, Snapshot::stocked);
		done(change(campaign.maxCoupons(Campaign.MAX_COUPONS)));
		assertThat(issued(id)).isEqualTo(p + 3);
		assertRefused(change(campaign.maxCoupons(2)).map(done -> done), Refusal.MAX_COUPONS_BELOW_ISSUED);
	}

	@Test
	default void takesACodeOnceHoweverOftenItComes() {
		String id = create(running().imported());
		String p = prefix();
		assertThat(imports(id, p + 1, p + 2, p + 1)).containsExactly(Verdict.ACCEPTED, Verdict.ACCEPTED, Verdict.KNOWN);
		issued(id);
		assertThat(imports(id, p + 2, p + 1, p + 3)).containsExactly(Verdict.KNOWN, Verdict.KNOWN, Verdict.ACCEPTED);
		assertThat(read(id).stocked()).isEqualTo(3);
		assertThat(imports(id)).isEmpty();
	}

	@Test
	default void takesNoCodeThatAnotherCampaignHas() {
		String one = create(running().imported());
		String other = create(running().imported());
		String drawn = issued(create(running()));
		String p = prefix();
		imports(one, p + 1, p + 2);
		issued(one);
		assertThat(imports(other, p + 1, p + 2, drawn, p + 3)).containsExactly(Verdict.TAKEN, Verdict.TAKEN,
				Verdict.TAKEN, Verdict.ACCEPTED);
		assertThat(issued(other)).isEqualTo(p + 3);
	}

	/** The canonical form would lead to two coupons. */
	@Test
	default void takesNoCodeThatLeadsToACouponAlready() {
		String p = "O" + prefix().toUpperCase(Locale.ROOT).replaceAll("[OIL-]", "");
		String code = issued(create(running().codes(Charset.SAFE, p + "####").maxCoupons(1)));
		String canonical = CodeFormat.canonical(code);
		assertThat(canonical).isNotEqualTo(code);
		assertThat(imports(create(running().imported()), canonical)).containsExactly(Verdict.TAKEN);
	}

	@Test
	default void drawsNoCodeThatIsImported() {
		String p = prefix();
		String imported = create(running().imported());
		List<String> codes = IntStream.range(0, 10_000)
			.filter(number -> number % 500 != 0)
			.mapToObj(number -> p + "%04d".formatted(number))
			.toList();
		done(store().importCodes(imported, codes, Act.OF_THE_SERVICE));
		String drawing = create(running().codes(Charset.NUMERIC, p + "####"));
		for (int i = 0; i < 10; i++) {
			// The search for a code gives up after some draws, and may be repeated.
			if (issue(drawing) instanceof Done<Coupon>(Coupon coupon)) {
				assertThat(coupon.code()).isNotIn(codes);
			}
		}
		assertThat(issued(imported)).isEqualTo(codes.getFirst());
	}

	@Test
	default void tellsNobodyOfACodeBeforeItIsIssued() {
		String id = create(running().imported());
		String p = prefix();
		imports(id, p + "A-B", p + "C");
		for (String typed : List.of(p + "C", p + "c", " " + p + "C", p + "A B", p + "AB", p + "A-B")) {
			assertRefused(store().findCoupon(typed), Refusal.COUPON_NOT_FOUND);
			assertRefused(store().history(typed), Refusal.COUPON_NOT_FOUND);
			assertRefused(store().redeem(typed, null, null), Refusal.COUPON_NOT_FOUND);
			assertRefused(store().makeVoid(typed), Refusal.COUPON_NOT_FOUND);
		}
		assertThat(read(id).codes()).isEmpty();
		assertThat(done(store().coupons(id, null, 0, 100)).items()).isEmpty();
		String audit = store().audit(id, null, 100).toString();
		assertThat(audit).contains("CAMPAIGN_CODES_IMPORTED").doesNotContain(p);
	}

	/** Else the answer would tell that there is such a code. */
	@Test
	default void takesNoUnissuedCodeForAReadingOfATypedOne() {
		String id = create(running().imported());
		String p = prefix();
		imports(id, p + "AB", p + "A-B");
		issued(id);
		assertThat(done(store().findCoupon(p + "A B")).code()).isEqualTo(p + "AB");
		assertThat(done(store().findCoupon(p + "A-B")).code()).isEqualTo(p + "AB");
		issued(id);
		assertRefused(store().findCoupon(p + "A B"), Refusal.AMBIGUOUS_CODE);
		assertThat(done(store().findCoupon(p + "A-B")).code()).isEqualTo(p + "A-B");
	}

	@Test
	default void findsAnIssuedCodeAsPeopleTypeIt() {
		String id = create(running().imported());
		String p = prefix();
		String code = p + "\uac00\u00e9-\u0663b_" + new String(Character.toChars(0x10400));
		imports(id, code);
		issued(id);
		for (String typed : List.of(code, " " + code + "\n", code.replace('-', '\u2013'),
				Normalizer.normalize(code, Form.NFD))) {
			assertThat(done(store().findCoupon(typed)).code()).isEqualTo(code);
		}
		assertRefused(store().findCoupon(code.replace('b', 'B')), Refusal.COUPON_NOT_FOUND);
	}

	@Test
	default void dropsWhatIsNotIssuedAndTakesItAgain() {
		String id = create(running().imported());
		String p = prefix();
		imports(id, p + 1, p + 2, p + 3, p + 4);
		issued(id);
		assertThat(drop(id, 2)).isEqualTo(2);
		assertThat(read(id)).returns(2, Snapshot::stocked).returns(1, Snapshot::remaining);
		assertThat(drop(id, 2)).isEqualTo(1);
		assertThat(drop(id, 2)).isZero();
		assertRefused(issue(id), Refusal.CAMPAIGN_EXHAUSTED);
		assertThat(done(store().findCoupon(p + 1)).sequence()).isOne();
		String other = create(running().imported());
		assertThat(imports(other, p + 2, p + 1)).containsExactly(Verdict.ACCEPTED, Verdict.TAKEN);
		assertThat(imports(id, p + 4, p + 3, p + 2)).containsExactly(Verdict.ACCEPTED, Verdict.ACCEPTED, Verdict.TAKEN);
		assertThat(issued(id)).isEqualTo(p + 4);
		assertThat(issued(other)).isEqualTo(p + 2);
	}

	@Test
	default void givesCodesFreeWithTheirCampaign() {
		CampaignBuilder campaign = running().imported();
		String id = create(campaign);
		String p = prefix();
		imports(id, p + 1, p + 2, p + 3);
		issued(id);
		done(store().delete(id, true, null));
		assertRefused(store().findCoupon(p + 1), Refusal.COUPON_NOT_FOUND);
		assertRefused(store().importCodes(id, List.of(p + 4), Act.OF_THE_SERVICE), Refusal.CAMPAIGN_NOT_FOUND);
		assertThat(imports(create(campaign), p + 3, p + 1)).containsOnly(Verdict.ACCEPTED);
		assertThat(issued(id)).isEqualTo(p + 3);
	}

	@Test
	default void erasesCodesInSteps() {
		CampaignBuilder campaign = running().imported();
		String id = create(campaign);
		String p = prefix();
		done(store().importCodes(id, IntStream.range(0, 25).mapToObj(i -> p + i).toList(), Act.OF_THE_SERVICE));
		end(id);
		int purges = 0;
		while (!(store().create(campaign.build()) instanceof Done)) {
			store().purge(now(), 10);
			assertThat(++purges).isLessThan(1_000);
		}
		assertThat(purges).isGreaterThan(1);
		assertThat(imports(id, p + 7, p + 0)).containsOnly(Verdict.ACCEPTED);
	}

	@Test
	default void importsNothingIntoACampaignThatDrawsItsCodes() {
		String id = create(running());
		assertRefused(store().importCodes(id, List.of(prefix()), Act.OF_THE_SERVICE), Refusal.CODES_NOT_IMPORTED);
		assertRefused(store().dropCodes(id, 1, Act.OF_THE_SERVICE), Refusal.CODES_NOT_IMPORTED);
		assertRefused(store().importCodes("none", List.of(), Act.OF_THE_SERVICE), Refusal.CAMPAIGN_NOT_FOUND);
		assertRefused(store().dropCodes("none", 1, Act.OF_THE_SERVICE), Refusal.CAMPAIGN_NOT_FOUND);
	}

	@Test
	default void replaysTheSameImportedCodeForTheSameKeyAndKeepsUserLimits() {
		String id = create(running().imported().perUserLimit(1));
		String p = prefix();
		imports(id, p + 1, p + 2);
		Coupon first = done(issue(id, "alice", "k"));
		assertThat(replayed(issue(id, "alice", "k"))).isEqualTo(first);
		assertRefused(issue(id, "alice", null), Refusal.USER_LIMIT_REACHED);
		assertThat(done(issue(id, "bob", null)).code()).isEqualTo(p + 2);
	}

	@Test
	default void logsHowManyCodesCameAndWent() {
		String id = create(running().imported());
		Act act = new Act("shop", "192.0.2.1", null);
		String p = prefix();
		done(store().importCodes(id, List.of(p + 1, p + 2, p + 1), act));
		done(store().importCodes(id, List.of(p + 1), act));
		issued(id);
		done(store().importCodes(id, List.of(p + 3), act));
		done(store().dropCodes(id, 10, act));
		done(store().dropCodes(id, 10, act));

		List<LogEntry> entries = store().audit(id, null, 10).items().stream().map(Audited::entry).toList().reversed();
		assertThat(entries).extracting(entry -> entry.type().code())
			.containsExactly("campaign.created", "campaign.codes-imported", "campaign.codes-imported",
					"campaign.codes-dropped");
		assertThat(entries).extracting(LogEntry::ordinal).containsExactly(1, 2, 3, 4);
		assertThat(entries).extracting(LogEntry::afterCoupon).containsExactly(0, 0, 1, 1);
		assertThat(entries.get(2).act()).isEqualTo(act);
		assertThat(entries.get(2).settings()).isEqualTo(new LogEntry.OfCampaign(
				Map.of("importedCodes", 2, "codesLeft", 1), Map.of("importedCodes", 3, "codesLeft", 2)));
		assertThat(entries.get(3).settings()).isEqualTo(new LogEntry.OfCampaign(
				Map.of("importedCodes", 3, "codesLeft", 2), Map.of("importedCodes", 1, "codesLeft", 0)));
	}

}
