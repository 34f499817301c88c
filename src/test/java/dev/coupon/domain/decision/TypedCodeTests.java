package dev.coupon.domain.decision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coupon.domain.CodeFormat;
import dev.coupon.domain.Refusal;
import dev.coupon.domain.port.Outcome;
import dev.coupon.domain.port.Outcome.Done;
import dev.coupon.domain.port.Outcome.Refused;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TypedCodeTests {

	/** The codes of these coupons; those that begin with {@code safe:} are forgiving. */
	private static final class Codes implements TypedCode.Names<String> {

		private final Map<String, String> coupons = new HashMap<>();

		private final List<String> asked = new ArrayList<>();

		Codes(String... codes) {
			for (String code : codes) {
				String plain = code.replace("safe:", "");
				coupons.put(plain, code);
				coupons.put(code.startsWith("safe:") ? CodeFormat.canonical(plain) : plain, code);
			}
		}

		@Override
		public @Nullable String find(String name) {
			asked.add(name);
			return coupons.get(name);
		}

		@Override
		public boolean isForgiving(String coupon) {
			return coupon.startsWith("safe:");
		}

	}

	private static Outcome<String> find(String typed, String... codes) {
		return TypedCode.find(typed, new Codes(codes));
	}

	@ParameterizedTest
	@CsvSource({ "AB-1", "ABC1", "\uff21\uff22\uff11", "\u1112\u1161\u11ab", "'A B'" })
	void looksUpAnExistingCodeAndNothingElse(String code) {
		Codes codes = new Codes(code, "AB1", "A-B", "\ud55c");

		assertThat(TypedCode.find(code, codes)).isEqualTo(new Done<>(code));
		assertThat(codes.asked).containsExactly(code);
	}

	@Test
	void looksUpACleanGuessOnce() {
		Codes codes = new Codes("ABC1");

		assertThat(TypedCode.find("ABC2", codes)).isEqualTo(new Refused<>(Refusal.COUPON_NOT_FOUND));
		assertThat(codes.asked).containsExactly("ABC2");
	}

	@Test
	void prefersTheReadingThatChangesLess() {
		assertThat(find("12-34\n", "12-34", "1234")).isEqualTo(new Done<>("12-34"));
		assertThat(find("12\u201334", "12-34", "1234")).isEqualTo(new Done<>("12-34"));
		assertThat(find("\uff11\uff12\n", "\uff11\uff12", "12")).isEqualTo(new Done<>("\uff11\uff12"));
		assertThat(find("ol-1\n", "ol-1", "safe:01-1")).isEqualTo(new Done<>("ol-1"));
		assertThat(find("ol-1\n", "ol1", "safe:01-1")).isEqualTo(new Done<>("safe:01-1"));
	}

	@Test
	void decidesNothingWhereSeveralCouponsFit() {
		Refused<String> ambiguous = new Refused<>(Refusal.AMBIGUOUS_CODE);

		assertThat(find("12 34", "12-34", "1234")).isEqualTo(ambiguous);
		assertThat(find("1-2-3", "12-3", "1-23")).isEqualTo(ambiguous);
		assertThat(find("a-1-2", "a12", "safe:A-12")).isEqualTo(ambiguous);
		assertThat(find("12--34", "12-34", "1234")).isEqualTo(ambiguous);
		assertThat(find("12\u2013-34", "12-34", "1234")).isEqualTo(ambiguous);
		assertThat(find("1--2-3", "1-23", "12-3")).isEqualTo(ambiguous);
		assertThat(find("12 34", "12-34")).isEqualTo(new Done<>("12-34"));
		assertThat(find("12--34", "12-34")).isEqualTo(new Done<>("12-34"));
		assertThat(find("12--34", "12--34", "12-34", "1234")).isEqualTo(new Done<>("12--34"));
		assertThat(find("1---2--3", "1-2-3")).isEqualTo(new Done<>("1-2-3"));
		assertThat(find("1-2-3", "1-23")).isEqualTo(new Done<>("1-23"));
	}

	@Test
	void forgivesOnlyWhereTheCouponIsForgiving() {
		assertThat(find("ab-o1 ", "safe:AB-01")).isEqualTo(new Done<>("safe:AB-01"));
		assertThat(find("a b o1", "safe:ABO1")).isEqualTo(new Done<>("safe:ABO1"));
		assertThat(find("ab-01 ", "AB-01")).isEqualTo(new Refused<>(Refusal.COUPON_NOT_FOUND));
	}

	@Test
	void findsNothingWhereNothingIsLeft() {
		assertThat(find(" \u200b\n", "A")).isEqualTo(new Refused<>(Refusal.COUPON_NOT_FOUND));
		assertThat(find("", "A")).isEqualTo(new Refused<>(Refusal.COUPON_NOT_FOUND));
	}

}
