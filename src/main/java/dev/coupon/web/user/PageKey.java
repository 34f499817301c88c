package dev.coupon.web.user;

import dev.coupon.domain.Campaign;
import dev.coupon.domain.Wallet;
import dev.coupon.service.draft.InvalidRequestException;
import dev.coupon.service.draft.InvalidRequestException.Fault;
import java.time.Instant;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The text that tells where a page of a user's coupons ended: the milliseconds of the
 * issue, the sequence number and the campaign, with dots between them.
 */
final class PageKey {

	private static final Pattern KEY = Pattern.compile("(\\d{1,15})\\.([1-9]\\d{0,8})\\.(.{1,64})");

	private PageKey() {
	}

	static String of(Wallet.Position position) {
		return position.issuedAt().toEpochMilli() + "." + position.sequence() + "." + position.campaignId();
	}

	/**
	 * Reads a key; null for none.
	 * @throws InvalidRequestException if the text is no key
	 */
	static Wallet.@Nullable Position read(@Nullable String text) {
		if (text == null) {
			return null;
		}
		Matcher key = KEY.matcher(text);
		if (!key.matches() || !Campaign.isId(key.group(3))) {
			throw new InvalidRequestException(List.of(new Fault("after", "must be the nextAfter of a page")));
		}
		return new Wallet.Position(Instant.ofEpochMilli(Long.parseLong(key.group(1))), key.group(3),
				Integer.parseInt(key.group(2)));
	}

}
