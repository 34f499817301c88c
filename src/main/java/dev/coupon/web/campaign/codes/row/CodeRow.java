package dev.coupon.web.campaign.codes.row;

import dev.coupon.domain.code.ImportedCode;

/** A line of an upload. */
public sealed interface CodeRow {

	/** The number of the line in what was sent, from 1 on. */
	long line();

	/** A code that follows the rule of {@link ImportedCode}. */
	record Code(long line, String code) implements CodeRow {
	}

	/**
	 * A line that has no such code.
	 *
	 * @param fault the rule that it breaks, in words
	 */
	record Faulty(long line, String fault) implements CodeRow {
	}

	/** The row with a text that may be a code. */
	static CodeRow of(long line, String text) {
		String code = ImportedCode.of(text);
		return code == null ? new Faulty(line, "The code " + ImportedCode.RULE + ".") : new Code(line, code);
	}

}
