package dev.coupon.events.feed;

import dev.coupon.domain.event.EventPosition;
import dev.coupon.domain.event.EventRun.Reach;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The text that tells clients where they are in the feed. It means nothing to them and
 * fits a URL: the position of a run, how many coupons, and how many entries are read.
 */
public final class Cursor {

	private static final Pattern CURSOR = Pattern.compile("(\\d{1,18})\\.(\\d{1,9})\\.(\\d{1,9})");

	private Cursor() {
	}

	/** The text for a position. */
	public static String of(EventPosition position) {
		return position.run() + "." + position.reach().coupons() + "." + position.reach().entries();
	}

	/** The position of a text; null if the text is none of the feed's. */
	public static @Nullable EventPosition read(String text) {
		Matcher cursor = CURSOR.matcher(text);
		return cursor.matches() ? new EventPosition(Long.parseLong(cursor.group(1)),
				new Reach(Integer.parseInt(cursor.group(2)), Integer.parseInt(cursor.group(3)))) : null;
	}

}
