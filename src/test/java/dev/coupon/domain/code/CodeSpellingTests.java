package dev.coupon.domain.code;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CodeSpellingTests {

	@ParameterizedTest
	@ValueSource(
			strings = { "AB-1", "ab_1", "\uac00\ub098-1", "\uff21\uff11", "\uff76\uff9e", "-AB-", "_", "\u00e9", "" })
	void leavesCodesAsTheyAre(String code) {
		assertThat(CodeSpelling.clean(code)).isEqualTo(code);
	}

	@Test
	void leavesNothingInvisibleInATextNorBlanksAroundIt() {
		String invisible = IntStream.rangeClosed(0, Character.MAX_CODE_POINT)
			.filter(c -> Character.getType(c) == Character.FORMAT || Character.getType(c) == Character.CONTROL
					|| Character.isSpaceChar(c))
			.mapToObj(Character::toString)
			.collect(Collectors.joining());

		assertThat(CodeSpelling.clean(invisible + "AB" + invisible)).isEqualTo("AB");
		assertThat(CodeSpelling.clean("A" + invisible + "B")).isEqualTo("A B");
	}

	@ParameterizedTest
	@CsvSource({ "\uff21\uff22\uff0d\uff11, AB-1", "\uff76\uff9e, \u30ac", "\u0661\u06f2\u0967, 121",
			"\ufb01\u2460, fi1" })
	void foldsVariantsOfLettersAndDigits(String typed, String folded) {
		assertThat(CodeSpelling.folded(typed)).isEqualTo(folded);
	}

	@Test
	void takesEachSeparatorForItsHyphensOrForOneOrForNone() {
		assertThat(CodeSpelling.withSeparators("AB")).containsExactly("AB");
		assertThat(CodeSpelling.withSeparators("A-B C")).containsExactlyInAnyOrder("ABC", "A-BC", "AB-C", "A-B-C");
		assertThat(CodeSpelling.withSeparators("A - B--C")).containsExactlyInAnyOrder("ABC", "A-BC", "AB-C", "A-B-C",
				"AB--C", "A-B--C");
		assertThat(CodeSpelling.withSeparators("-A")).containsExactlyInAnyOrder("-A", "A");
	}

	@Test
	void makesFewCodesOfManySeparators() {
		assertThat(CodeSpelling.withSeparators("A-A-A-A-A-A")).hasSize(32);
		assertThat(CodeSpelling.withSeparators("A A-A-A-A-A-A")).containsExactlyInAnyOrder("AAAAAAA", "A-A-A-A-A-A-A");
		assertThat(CodeSpelling.withSeparators("A--A-A-A-A-A-A")).containsExactlyInAnyOrder("AAAAAAA", "A-A-A-A-A-A-A",
				"A--A-A-A-A-A-A");
		assertThat(CodeSpelling.withSeparators("A-".repeat(1_000))).isEmpty();
	}

}
