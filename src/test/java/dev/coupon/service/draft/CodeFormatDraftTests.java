package dev.coupon.service.draft;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coupon.domain.CodeFormat;
import dev.coupon.domain.CodeFormat.Charset;
import dev.coupon.service.draft.InvalidRequestException.Fault;
import dev.coupon.service.draft.InvalidRequestException.Faults;
import java.text.Normalizer;
import java.time.ZoneOffset;
import java.util.List;
import org.assertj.core.api.Assertions;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CodeFormatDraftTests {

	@Test
	void is16SafeCharactersUnlessSaidOtherwise() {
		assertThat(format(new CodeFormatDraft(null, null, null, null, null, null, null)))
			.isEqualTo(CodeFormat.of(Charset.SAFE, "################"));
	}

	@Test
	void setsWhatIsDrawnBetweenPrefixAndSuffix() {
		assertThat(format(new CodeFormatDraft("NUMERIC", null, 4, "BF-", "_26", null, null)))
			.isEqualTo(CodeFormat.of(Charset.NUMERIC, "BF-####_26"));
	}

	@Test
	void takesAPatternForTheWholeCode() {
		assertThat(format(new CodeFormatDraft("ALPHANUMERIC", null, null, null, null, "SUMMER-####-####", null)))
			.isEqualTo(CodeFormat.of(Charset.ALPHANUMERIC, "SUMMER-####-####"));
	}

	@Test
	void drawsFromCharactersOfTheOperatorsOwn() {
		assertThat(format(new CodeFormatDraft(null, "ABCäß가1", 9, null, null, null, null)))
			.isEqualTo(new CodeFormat(null, "ABCäß가1", "#########"));
	}

	/** As file names and texts of macOS are. */
	@Test
	void composesLettersThatAreTakenApart() {
		assertThat(format(new CodeFormatDraft(null, apart("\uac00\ub098"), 4, apart("\ud55c\uae00-"), apart("\u00e9"),
				null, null)))
			.isEqualTo(new CodeFormat(null, "\uac00\ub098", "\ud55c\uae00-####\u00e9"));
		assertThat(format(new CodeFormatDraft(null, null, null, null, null, apart("\ud55c\uae00-####"), null)))
			.isEqualTo(CodeFormat.of(Charset.SAFE, "\ud55c\uae00-####"));
		assertThat(format(new CodeFormatDraft(null, null, null, apart("\uac00".repeat(32)), null, null, null)))
			.isNotNull();
	}

	private static String apart(String text) {
		return Normalizer.normalize(text, Normalizer.Form.NFD);
	}

	/** Codes with these could change when they are composed, or can't be seen. */
	@ParameterizedTest
	@ValueSource(strings = { "\u1100", "\u1161", "a\u11a8", "\u115f", "\u1160", "\u3164", "\uffa0", "\ua960", "\ud7b0",
			"a\u200b", "\u00ad", "\ufeffA", "q\u0308" })
	void refusesPartsOfLettersAndWhatCanNotBeSeen(String text) {
		assertThat(faults(new CodeFormatDraft(null, null, null, text, text, null, null))).extracting(Fault::pointer)
			.containsExactly("/codeFormat/prefix", "/codeFormat/suffix");
		assertThat(faults(new CodeFormatDraft(null, null, null, null, null, text + "####", null)))
			.extracting(Fault::pointer)
			.containsExactly("/codeFormat/pattern");
		assertThat(faults(new CodeFormatDraft(null, "AB" + text, null, null, null, null, null)))
			.extracting(Fault::pointer)
			.containsExactly("/codeFormat/characters");
	}

	@ParameterizedTest
	@ValueSource(strings = { "1\uff11", "A\uff21", "\u0661" + "1", "\uff76\u30ab" })
	void refusesCharactersThatDifferOnlyInTheirWidth(String characters) {
		assertThat(faults(new CodeFormatDraft(null, characters, null, null, null, null, null)))
			.extracting(Fault::pointer)
			.containsExactly("/codeFormat/characters");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "A", "AA", "ABA", "AB-", "AB C", "AB#", "AB\u0000", "AB😀", "A\ud800" })
	void refusesCharactersThatAreFewOrTwiceOrNeitherLetterNorDigit(String characters) {
		assertThat(faults(new CodeFormatDraft(null, characters, null, null, null, null, null)))
			.extracting(Fault::pointer)
			.containsExactly("/codeFormat/characters");
	}

	@ParameterizedTest
	@ValueSource(
			strings = { "-A", "A B", "A/B", "A#", "A.B", "%41", "=1+1", "\u0000", "123456789012345678901234567890123" })
	void refusesPrefixesThatDoNotFitIntoAPathOrASpreadsheet(String prefix) {
		assertThat(faults(new CodeFormatDraft(null, null, null, prefix, null, null, null))).extracting(Fault::pointer)
			.containsExactly("/codeFormat/prefix");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "SUMMER", "-####", "## ##", "##/##" })
	void refusesPatternsThatDrawNothingOrDoNotFit(String pattern) {
		assertThat(faults(new CodeFormatDraft(null, null, null, null, null, pattern, null))).extracting(Fault::pointer)
			.containsExactly("/codeFormat/pattern");
	}

	@Test
	void refusesTwoWaysOfSayingOneThing() {
		assertThat(faults(new CodeFormatDraft("SAFE", "ABC", null, null, null, null, null))).extracting(Fault::pointer)
			.containsExactly("/codeFormat/charset");
		assertThat(faults(new CodeFormatDraft(null, null, 8, null, null, "########", null))).extracting(Fault::pointer)
			.containsExactly("/codeFormat/pattern");
	}

	@Test
	void saysWhichLengthWouldDoWhereThereAreTooFewCodes() {
		CampaignDraft draft = new CampaignDraft(null, null, "2026-11-27", "2026-11-29", 1_000L, null, null,
				new CodeFormatDraft("NUMERIC", null, 5, null, null, null, null), null, null, null,
				new RhythmDraft(null, null), null);

		Assertions.assertThatThrownBy(() -> draft.toCampaign(ZoneOffset.UTC, () -> "id"))
			.isInstanceOfSatisfying(InvalidRequestException.class,
					e -> assertThat(e.faults()).containsExactly(new Fault("/codeFormat",
							"5 drawn characters make too few codes for 1000 coupons: for each coupon there "
									+ "must be 1000 codes, so draw at least 6, or have at most 100 coupons")));
	}

	private static @Nullable CodeFormat format(CodeFormatDraft draft) {
		Faults faults = new Faults();
		CodeFormat format = draft.toCodeFormat(faults);
		faults.throwIfAny();
		return format;
	}

	private static List<Fault> faults(CodeFormatDraft draft) {
		Faults faults = new Faults();
		assertThat(draft.toCodeFormat(faults)).isNull();
		return Assertions.catchThrowableOfType(InvalidRequestException.class, faults::throwIfAny).faults();
	}

}
