package dev.coupon.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.coupon.domain.CodeFormat.Charset;
import dev.coupon.testing.CampaignBuilder;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CodeSpaceTests {

	private static final CodeFormat SIX_DIGITS = CodeFormat.of(Charset.NUMERIC, "######");

	private static Campaign sixDigits(int maxCoupons) {
		return new CampaignBuilder(Instant.EPOCH, Instant.EPOCH.plusSeconds(1)).codes(Charset.NUMERIC, "######")
			.maxCoupons(maxCoupons)
			.build();
	}

	@Test
	void hasAThousandCodesForEachCouponOfAllCampaignsTogether() {
		assertThat(CodeSpace.hasRoomFor(sixDigits(1_000), 1_000, Map.of())).isTrue();
		assertThat(CodeSpace.hasRoomFor(sixDigits(400), 400, Map.of(SIX_DIGITS, 600L))).isTrue();
		assertThat(CodeSpace.hasRoomFor(sixDigits(401), 401, Map.of(SIX_DIGITS, 600L))).isFalse();
	}

	@Test
	void countsOfTheCampaignItselfWhatIsNotPromisedYet() {
		assertThat(CodeSpace.hasRoomFor(sixDigits(1_000), 10, Map.of(SIX_DIGITS, 990L))).isTrue();
		assertThat(CodeSpace.hasRoomFor(sixDigits(1_000), 11, Map.of(SIX_DIGITS, 990L))).isFalse();
	}

	@Test
	void countsOfOtherFormatsTheCodesThatAreTheSame() {
		CodeFormat threeDrawn = CodeFormat.of(Charset.NUMERIC, "123###");
		CodeFormat letters = CodeFormat.of(Charset.ALPHANUMERIC, "######");

		assertThat(CodeSpace.hasRoomFor(sixDigits(999), 999, Map.of(threeDrawn, 1L))).isTrue();
		assertThat(CodeSpace.hasRoomFor(sixDigits(1_000), 1_000, Map.of(threeDrawn, 1L))).isFalse();
		assertThat(CodeSpace.hasRoomFor(sixDigits(1_000), 1_000, Map.of(letters, 2_000_000L))).isFalse();
		assertThat(CodeSpace.hasRoomFor(sixDigits(100), 100, Map.of(letters, 1_900_000L))).isTrue();
	}

	/** Else a guess such as {@code 123-456} could hit a coupon of each. */
	@Test
	void countsFormatsTogetherThatDifferOnlyInTheirHyphens() {
		CodeFormat hyphenated = CodeFormat.of(Charset.NUMERIC, "###-###");
		CodeFormat otherwise = CodeFormat.of(Charset.NUMERIC, "##-##-##");

		assertThat(CodeSpace.hasRoomFor(sixDigits(400), 400, Map.of(hyphenated, 300L, otherwise, 300L))).isTrue();
		assertThat(CodeSpace.hasRoomFor(sixDigits(401), 401, Map.of(hyphenated, 300L, otherwise, 300L))).isFalse();
	}

	/** The characters of both formats are digits; the second one's are those given. */
	@ParameterizedTest
	@CsvSource({ "##, ##, 0123456789, 1", "##, ##, 01234, 1", "##, ##, 012345678X, 0.81", "#-, ##, 0123456789, 0",
			"1#, ##, 0123456789, 0.1", "##, 1#, 0123456789, 1", "##, A#, 0123456789, 0", "1#, 2#, 0123456789, 0",
			"##, ###, 0123456789, 0", "#-#, ##, 0123456789, 1", "A##, A-#-#-, 0123456789, 1",
			"1-#, ##, 0123456789, 0.1", "#-#, ###, 0123456789, 0" })
	void knowsWhichPartOfTheCodesOfAFormatIsShared(String template, String other, String characters, double part) {
		assertThat(
				CodeSpace.sharedPart(new CodeFormat(null, characters, other), CodeFormat.of(Charset.NUMERIC, template)))
			.isEqualTo(part, within(1e-9));
	}

}
