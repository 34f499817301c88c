package dev.coupon.domain;

import dev.coupon.domain.code.CodeSpelling;
import java.util.Map;

/**
 * The codes that a format can make, which may be codes of other formats, too. A person
 * who guesses hits the coupons of all campaigns at once. So they are counted together.
 * Codes that differ only in hyphens count as the same one, because one guess with
 * separators may mean each of them, see {@link CodeSpelling#withSeparators}.
 */
public final class CodeSpace {

	private static final char DRAWN = '#';

	private CodeSpace() {
	}

	/**
	 * Tells whether a campaign can promise more coupons than are promised, because there
	 * are enough codes for those of all campaigns that get some of the same ones. A
	 * campaign whose codes aren't enough for itself is not judged here, see
	 * {@link CodeFormat#hasRoomFor}. Imported codes are not guessed by a format.
	 * @param campaign the campaign as it is to be
	 * @param more how many of its coupons are not promised yet
	 * @param promised the coupons that campaigns may issue, by the format of their codes
	 */
	public static boolean hasRoomFor(Campaign campaign, int more, Map<CodeFormat, Long> promised) {
		if (!(campaign.codeSource() instanceof CodeFormat format)) {
			return true;
		}
		double room = Math.pow(format.characters().length(), format.drawnLength()) / CodeFormat.CODES_PER_COUPON;
		if (campaign.maxCoupons() > room) {
			return true;
		}
		double expected = more;
		for (Map.Entry<CodeFormat, Long> other : promised.entrySet()) {
			expected += other.getValue() * sharedPart(other.getKey(), format);
		}
		return expected <= room;
	}

	/**
	 * The part of a format's codes that are codes of another format, too, but for
	 * hyphens, from 0 to 1.
	 */
	static double sharedPart(CodeFormat format, CodeFormat other) {
		if (format.equals(other)) {
			return 1;
		}
		String template = withoutHyphens(format);
		String otherTemplate = withoutHyphens(other);
		if (template.length() != otherTemplate.length()) {
			return 0;
		}
		double drawnFromOther = partOf(format.characters(), other.characters());
		double part = 1;
		for (int i = 0; part > 0 && i < template.length(); i++) {
			char own = template.charAt(i);
			char others = otherTemplate.charAt(i);
			if (own == DRAWN) {
				part *= others == DRAWN ? drawnFromOther : partOf(format.characters(), String.valueOf(others));
			}
			else if (others == DRAWN ? other.characters().indexOf(own) < 0 : own != others) {
				part = 0;
			}
		}
		return part;
	}

	/**
	 * The template of a format without its hyphens. Formats share codes only if this is
	 * equally long.
	 */
	public static String withoutHyphens(CodeFormat format) {
		return format.template().replace("-", "");
	}

	/** The part of some characters that are among others, too. */
	private static double partOf(String characters, String others) {
		return (double) characters.chars().filter(c -> others.indexOf(c) >= 0).count() / characters.length();
	}

}
