package dev.coupon.service.draft;

import dev.coupon.domain.Campaign;
import dev.coupon.domain.rhythm.OpeningHours;
import dev.coupon.domain.rhythm.OpeningHours.Window;
import dev.coupon.domain.rhythm.Quota;
import dev.coupon.domain.rhythm.Quota.Per;
import dev.coupon.domain.rhythm.Rhythm;
import dev.coupon.service.draft.InvalidRequestException.Faults;
import java.time.DayOfWeek;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The rhythm of a campaign as an operator wrote it: any part may be absent or wrong.
 *
 * @param openingHours the hours, 1 to {@link #MAX_WINDOWS} windows; absent for always
 * @param quota the limit for each period; absent for none
 */
public record RhythmDraft(@Nullable List<WindowDraft> openingHours, @Nullable QuotaDraft quota) {

	/** The most windows of a campaign. */
	public static final int MAX_WINDOWS = 100;

	/** The pattern of the beginning of a window. */
	public static final String FROM_PATTERN = "^([01]\\d|2[0-3]):[0-5]\\d$";

	/** The pattern of the end of a window. */
	public static final String TO_PATTERN = "^(([01]\\d|2[0-3]):[0-5]\\d|24:00)$";

	private static final Pattern TIME = Pattern.compile("(\\d\\d):(\\d\\d)");

	private static final String COUNT = "must be from 1 to " + Campaign.MAX_COUPONS;

	/**
	 * A window of the opening hours.
	 *
	 * @param days the days on which it begins, by the first three letters of their names
	 * @param from the time of its beginning, such as 10:00
	 * @param to the time before which it ends, on the next day if it isn't after the
	 * beginning
	 */
	public record WindowDraft(@Nullable List<@Nullable String> days, @Nullable String from, @Nullable String to) {
	}

	/**
	 * A quota.
	 *
	 * @param per the length of the periods: HOUR, DAY, WEEK or MONTH
	 * @param maxCoupons how many coupons all users together may get in a period
	 * @param perUserLimit how many coupons one user may get in a period
	 */
	public record QuotaDraft(@Nullable String per, @Nullable Long maxCoupons, @Nullable Long perUserLimit) {
	}

	/** The rhythm that the draft describes; meaningless if there are faults. */
	Rhythm toRhythm(Faults faults) {
		return new Rhythm(hours(faults), quota == null ? null : quota(quota, faults));
	}

	private OpeningHours hours(Faults faults) {
		List<Window> windows = new ArrayList<>();
		if (openingHours == null) {
			return OpeningHours.ALWAYS;
		}
		faults.check(!openingHours.isEmpty() && openingHours.size() <= MAX_WINDOWS, "/openingHours",
				"must have 1 to " + MAX_WINDOWS + " windows; leave it out, or remove it with null, to be open always");
		for (int i = 0; i < Math.min(openingHours.size(), MAX_WINDOWS); i++) {
			Window window = window(openingHours.get(i), "/openingHours/" + i, faults);
			if (window != null) {
				windows.add(window);
			}
		}
		return new OpeningHours(windows);
	}

	private static @Nullable Window window(WindowDraft draft, String pointer, Faults faults) {
		int before = faults.count();
		Set<DayOfWeek> days = days(draft.days, pointer + "/days", faults);
		int from = time(draft.from, FROM_PATTERN, pointer + "/from", faults);
		int to = time(draft.to, TO_PATTERN, pointer + "/to", faults);
		faults.check(faults.count() > before || from != to, pointer + "/to", "must be another time than from");
		return faults.count() > before ? null : new Window(days, from, to);
	}

	private static Set<DayOfWeek> days(@Nullable List<@Nullable String> names, String pointer, Faults faults) {
		Set<DayOfWeek> days = EnumSet.noneOf(DayOfWeek.class);
		if (names != null) {
			days.addAll(Arrays.stream(DayOfWeek.values()).filter(day -> names.contains(abbreviated(day))).toList());
		}
		String all = Arrays.stream(DayOfWeek.values()).map(RhythmDraft::abbreviated).collect(Collectors.joining(", "));
		faults.check(names != null && !names.isEmpty() && days.size() == names.size(), pointer,
				"must have one or more of " + all + ", each once");
		return days;
	}

	/** The first letters of a day's name, by which operators know it. */
	public static String abbreviated(DayOfWeek day) {
		return day.name().substring(0, OpeningHours.DAY_LETTERS);
	}

	/** The minute of the day; meaningless if there is a fault. */
	private static int time(@Nullable String text, String pattern, String pointer, Faults faults) {
		Matcher time = TIME.matcher(text == null ? "" : text);
		if (text == null || !text.matches(pattern) || !time.matches()) {
			faults.add(pointer, "must be a time such as 10:00"
					+ (pattern.equals(TO_PATTERN) ? ", up to 24:00" : ", from 00:00 to 23:59"));
			return 0;
		}
		return Integer.parseInt(time.group(1)) * 60 + Integer.parseInt(time.group(2));
	}

	private static @Nullable Quota quota(QuotaDraft draft, Faults faults) {
		int before = faults.count();
		String all = Arrays.stream(Per.values()).map(Per::name).collect(Collectors.joining(", "));
		Per per = Arrays.stream(Per.values()).filter(one -> one.name().equals(draft.per)).findFirst().orElse(null);
		faults.check(per != null, "/quota/per", "must be one of " + all);
		faults.check(draft.maxCoupons != null || draft.perUserLimit != null, "/quota",
				"must have maxCoupons, perUserLimit or both");
		faults.check(isCount(draft.maxCoupons), "/quota/maxCoupons", COUNT);
		faults.check(isCount(draft.perUserLimit), "/quota/perUserLimit", COUNT);
		return per == null || faults.count() > before ? null
				: new Quota(per, intOrNull(draft.maxCoupons), intOrNull(draft.perUserLimit));
	}

	private static boolean isCount(@Nullable Long count) {
		return count == null || (count >= 1 && count <= Campaign.MAX_COUPONS);
	}

	private static @Nullable Integer intOrNull(@Nullable Long count) {
		return count == null ? null : count.intValue();
	}

}
