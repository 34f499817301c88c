package dev.coupon.web.campaign.json;

import dev.coupon.domain.CodeFormat;
import dev.coupon.domain.CodeFormat.Charset;
import dev.coupon.domain.CodeSource;
import dev.coupon.domain.code.CodeParts;
import dev.coupon.service.draft.CodeFormatDraft;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A code format as JSON. A format with a single run of drawn characters is shown with
 * length, prefix and suffix if these keep their limits. Any other format is shown as a
 * pattern.
 */
@Schema(name = "CodeFormat",
		description = "How the codes look. Give length, prefix and suffix, or a pattern instead. "
				+ "There must be at least 1,000 codes for each coupon. Letters that are taken apart, as macOS does, "
				+ "are composed (NFC). Or say that the codes are imported.")
public record CodeFormatBody(
		@Schema(description = "What is drawn from: SAFE has digits and capitals without I, L, O and U, and "
				+ "is found in small letters too, with O for 0, and with I or L for 1; "
				+ "ALPHANUMERIC digits and capitals; HANGUL open syllables and digits. SAFE if "
				+ "absent; must be absent where characters are given.", example = "SAFE",
				allowableValues = {
						"SAFE", "NUMERIC", "ALPHANUMERIC", "HANGUL" }) @Nullable String charset,
		@Schema(description = "Your own charset: 2 to 1000 letters and digits, each one once, whatever its width.",
				example = "ACDEFHJKMNPRTXY347") @Nullable String characters,
		@Schema(description = "How many characters are drawn.", minimum = "1", maximum = "64", defaultValue = "16",
				example = "10") @Nullable Integer length,
		@Schema(description = "Goes before what is drawn: letters, digits, hyphens and underscores; not a "
				+ "hyphen first.", maxLength = 32, example = "BF-") @Nullable String prefix,
		@Schema(description = "Goes behind what is drawn: letters, digits, hyphens and underscores.", maxLength = 32,
				example = "-26") @Nullable String suffix,
		@Schema(description = "The whole code: each # is drawn, the rest are letters, digits, hyphens and "
				+ "underscores; not a hyphen first.", maxLength = 128,
				example = "SUMMER-####-####") @Nullable String pattern,
		@Schema(description = "True if the codes were made elsewhere and are imported; then all else must be absent, "
				+ "and the campaign needs no maxCoupons. Absent if codes are drawn.",
				example = "false") @Nullable Boolean imported){

	static CodeFormatBody of(CodeSource source) {
		return switch (source) {
			case CodeFormat format -> of(format);
			case CodeSource.Imported imported -> new CodeFormatBody(null, null, null, null, null, null, true);
		};
	}

	private static CodeFormatBody of(CodeFormat format) {
		Charset charset = format.charset();
		String name = charset == null ? null : charset.name();
		String characters = charset == null ? format.characters() : null;
		CodeParts parts = CodeParts.of(format.template());
		return parts == null ? new CodeFormatBody(name, characters, null, null, null, format.template(), null)
				: new CodeFormatBody(name, characters, parts.length(), orNull(parts.prefix()), orNull(parts.suffix()),
						null, null);
	}

	private static @Nullable String orNull(String text) {
		return text.isEmpty() ? null : text;
	}

	CodeFormatDraft toDraft() {
		return new CodeFormatDraft(charset, characters, length, prefix, suffix, pattern, imported);
	}
}
