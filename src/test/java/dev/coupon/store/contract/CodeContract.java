package dev.coupon.store.contract;

import static dev.coupon.store.contract.StoreUnderTest.assertRefused;
import static dev.coupon.store.contract.StoreUnderTest.done;
import static org.assertj.core.api.Assertions.assertThat;

import dev.coupon.domain.CodeFormat.Charset;
import dev.coupon.domain.Coupon;
import dev.coupon.domain.Refusal;
import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** How every store finds coupons by what people type. */
interface CodeContract extends StoreUnderTest {

	@Test
	default void findsSafeCodesHoweverTheyWereTyped() {
		Coupon coupon = done(issue(create(running().codes(Charset.SAFE, "Lol-################"))));

		for (String typed : List.of(coupon.code(), coupon.code().toLowerCase(Locale.ROOT), canonical(coupon))) {
			assertThat(done(store().findCoupon(typed))).isEqualTo(coupon);
		}
	}

	private static String canonical(Coupon coupon) {
		return "101" + coupon.code().substring(3);
	}

	@Test
	default void issuesNoTwoSafeCodesThatReadAlike() {
		String unique = now().toEpochMilli() + "-";
		String one = create(running().codes(Charset.SAFE, "O" + unique + "#").maxCoupons(40));
		String other = create(running().codes(Charset.SAFE, "0" + unique + "#").maxCoupons(40));

		IntStream.range(0, 32).forEach(i -> done(issue(i % 2 == 0 ? one : other)));

		assertRefused(issue(one), Refusal.CODE_SPACE_EXHAUSTED);
		assertRefused(issue(other), Refusal.CODE_SPACE_EXHAUSTED);
	}

	@Test
	default void findsOtherCodesOnlyAsTheyAre() {
		Coupon coupon = done(issue(create(running().codes(Charset.ALPHANUMERIC, "Lol-################"))));

		assertThat(done(store().findCoupon(coupon.code()))).isEqualTo(coupon);
		assertRefused(store().findCoupon(coupon.code().toUpperCase(Locale.ROOT)), Refusal.COUPON_NOT_FOUND);
		assertRefused(store().findCoupon(canonical(coupon)), Refusal.COUPON_NOT_FOUND);
	}

	@Test
	default void findsCodesWithWhatPeopleAndProgramsAddToThem() {
		Coupon hangul = done(issue(create(running().codes(Charset.HANGUL, "\ud55c-##########"))));
		Coupon other = done(issue(create(running().codes(Charset.ALPHANUMERIC, "AB-################-26"))));
		Coupon safe = done(issue(create(running().codes(Charset.SAFE, "Lol-################"))));

		for (Coupon coupon : List.of(hangul, other, safe)) {
			String code = coupon.code();
			for (String typed : List.of(code + "\n", "\u00a0" + code + "\u200b", code.replace('-', '\u2013'),
					code.replace('-', ' '), code.substring(0, 8) + "-" + code.substring(8), code.replace("-", " - "),
					Normalizer.normalize(code, Normalizer.Form.NFD))) {
				assertThat(done(store().findCoupon(typed))).as(typed).isEqualTo(coupon);
			}
			done(store().redeem(code + "\r\n", "order-1", null));
			done(store().unredeem(" " + code, "order-1"));
		}
		String grouped = safe.code().replaceFirst("(....)(....)(....)$", "$1-$2 $3\t");
		assertThat(done(store().findCoupon(grouped.toLowerCase(Locale.ROOT)))).isEqualTo(safe);
		assertRefused(store().findCoupon(other.code().toLowerCase(Locale.ROOT) + "\n"), Refusal.COUPON_NOT_FOUND);
	}

	@Test
	default void neverTakesATypedCodeForThatOfAnotherCoupon() {
		String name = "N" + now().toEpochMilli();
		String plain = create(running().codes(Charset.NUMERIC, name + "x#").maxCoupons(10));
		String hyphenated = create(running().codes(Charset.NUMERIC, name + "x-#").maxCoupons(10));
		IntStream.range(0, 10).forEach(i -> done(issue(plain)));
		IntStream.range(0, 10).forEach(i -> done(issue(hyphenated)));

		assertThat(done(store().findCoupon(name + "x7")).campaignId()).isEqualTo(plain);
		assertThat(done(store().findCoupon(name + "x7 ")).campaignId()).isEqualTo(plain);
		assertThat(done(store().findCoupon(name + "x-7")).campaignId()).isEqualTo(hyphenated);
		assertThat(done(store().findCoupon(name + "x\uff0d\uff17")).campaignId()).isEqualTo(hyphenated);
		assertRefused(store().findCoupon(name + "x 7"), Refusal.AMBIGUOUS_CODE);
		assertRefused(store().findCoupon(name + "x--7"), Refusal.AMBIGUOUS_CODE);
		assertRefused(store().findCoupon(name + "x\u2013-7"), Refusal.AMBIGUOUS_CODE);
		assertRefused(store().redeem(name + "x 7", null, null), Refusal.AMBIGUOUS_CODE);
		assertRefused(store().unredeem(name + "x 7", null), Refusal.AMBIGUOUS_CODE);

		done(store().delete(hyphenated, true, null));
		assertThat(done(store().findCoupon(name + "x 7")).campaignId()).isEqualTo(plain);
		assertThat(done(store().findCoupon(name + "x-7")).campaignId()).isEqualTo(plain);

		String again = create(running().codes(Charset.NUMERIC, name + "x-#").maxCoupons(10));
		IntStream.range(0, 10).forEach(i -> done(issue(again)));
		done(store().delete(plain, true, null));
		assertThat(done(store().findCoupon(name + "x--7")).campaignId()).isEqualTo(again);
	}

}
