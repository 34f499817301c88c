package dev.coupon.domain.code;

import static org.assertj.core.api.Assertions.assertThat;

import java.text.Normalizer;
import java.text.Normalizer.Form;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which texts may be imported as codes. */
class ImportedCodeTests {

	@ParameterizedTest
	@ValueSource(strings = { "A", "-", "_a-9", "\uac00\ub098", "\u00e9", "\u0915\u093f\u0928\u094d", "\u0663\u0664",
			"\ud801\udc00", "0123456789012345678901234567890123456789012345678901234567890123" })
	void takesLettersDigitsHyphensAndUnderscores(String text) {
		assertThat(ImportedCode.of(text)).isEqualTo(text);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " ", "a b", " a", "a\t", "a.b", "a,b", "\u0000", "a\u0000", "\ufeffa", "a\u200b",
			"\u00ad", "\u0301a", "a\u034f", "\u3164", "\u115f", "\u2013", "\ud83d\ude00", "\ud800", "a\udc00", "=a",
			"\u00bd", "\u2160", "01234567890123456789012345678901234567890123456789012345678901234" })
	void takesNothingElse(String text) {
		assertThat(ImportedCode.of(text)).isNull();
	}

	@Test
	void composesLetters() {
		String code = "\uac00\u00e9-1";
		assertThat(ImportedCode.of(Normalizer.normalize(code, Form.NFD))).isEqualTo(code);
	}

	/** The length counts when the letters are composed. */
	@Test
	void countsCharactersOfUnicode() {
		String longest = "\ud801\udc00".repeat(64);
		assertThat(ImportedCode.of(longest)).isEqualTo(longest);
		assertThat(ImportedCode.of(longest + "a")).isNull();
		assertThat(ImportedCode.of("e\u0301".repeat(64))).isEqualTo("\u00e9".repeat(64));
		assertThat(ImportedCode.of("a" + "\u0301".repeat(60_000))).isNull();
	}

}
