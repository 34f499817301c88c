package dev.coupon.store.valkey.index;

import dev.coupon.domain.Campaign;
import dev.coupon.domain.CodeFormat;
import org.jspecify.annotations.Nullable;

/**
 * The entry of a campaign in the list of campaigns: the coupons that it may issue, and
 * the format of their codes.
 *
 * @param uid the text that tells the campaign from others that had its id before
 * @param coupons how many it may issue with drawn codes; 0 if it may issue none
 * @param format the name of the format; empty if it may issue none
 */
record Promise(String uid, int coupons, String format) {

	private static final String TAB = "\t";

	static Promise of(String uid, @Nullable Campaign campaign) {
		return campaign != null && campaign.codeSource() instanceof CodeFormat format
				? new Promise(uid, campaign.maxCoupons(), format.template() + TAB + format.characters())
				: new Promise(uid, 0, "");
	}

	static @Nullable Promise read(@Nullable String text) {
		if (text == null) {
			return null;
		}
		String[] parts = text.split(TAB, 3);
		return new Promise(parts[0], Integer.parseInt(parts[1]), parts[2]);
	}

	String write() {
		return uid + TAB + coupons + TAB + format;
	}

	/** The format with this name. */
	static CodeFormat format(String name) {
		int tab = name.indexOf(TAB);
		return new CodeFormat(null, name.substring(tab + 1), name.substring(0, tab));
	}

}
