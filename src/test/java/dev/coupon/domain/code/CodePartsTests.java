package dev.coupon.domain.code;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CodePartsTests {

	@Test
	void hasWhatGoesBeforeAndBehindWhatIsDrawn() {
		assertThat(CodeParts.of("BF-########-26")).isEqualTo(new CodeParts("BF-", 8, "-26"));
		assertThat(CodeParts.of("#")).isEqualTo(new CodeParts("", 1, ""));
		assertThat(CodeParts.of("x".repeat(32) + "#".repeat(64) + "y".repeat(32)))
			.isEqualTo(new CodeParts("x".repeat(32), 64, "y".repeat(32)));
	}

	@Test
	void hasNoPartsIfSomethingIsDrawnInSeveralPlaces() {
		assertThat(CodeParts.of("SUMMER-####-####")).isNull();
	}

	@Test
	void hasNoPartsThatAreTooLong() {
		assertThat(CodeParts.of("x".repeat(33) + "#")).isNull();
		assertThat(CodeParts.of("#" + "x".repeat(33))).isNull();
		assertThat(CodeParts.of("#".repeat(65))).isNull();
	}

}
