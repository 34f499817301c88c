package dev.coupon.domain.examination;

import dev.coupon.domain.evidence.Report.Fault;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The faults that an examination finds. Of each kind only the first few are kept. */
final class Faults {

	private static final int KEPT = 10;

	private final List<Fault> kept = new ArrayList<>();

	private final Map<Kind, Integer> found = new EnumMap<>(Kind.class);

	/** The kinds of faults. */
	enum Kind {

		/** A number is missing before the last coupon. */
		GAP,
		/** The last coupons that were counted are missing. */
		MISSING_ROW,
		/** Several coupons have one number. */
		DOUBLED_NUMBER,
		/** Several coupons have one code, or the code leads to another coupon. */
		DOUBLED_CODE,
		/** A count isn't the number of what is counted. */
		WRONG_COUNT,
		/** A coupon was issued beyond the maximum that was in force. */
		LIMIT_BROKEN,
		/** A user got a coupon beyond the limit that was in force. */
		USER_LIMIT_BROKEN,
		/** A coupon isn't numbered rightly among those of its user. */
		WRONG_SLOT,
		/** Settings can't be read. */
		UNREADABLE_SETTINGS;

		private final String code = name().toLowerCase(Locale.ROOT).replace('_', '-');

	}

	void add(Kind kind, String detail) {
		if (found.merge(kind, 1, Integer::sum) <= KEPT) {
			kept.add(new Fault(kind.code, detail));
		}
	}

	/** The faults that are kept, and how many more there are of each kind. */
	List<Fault> all() {
		List<Fault> all = new ArrayList<>(kept);
		found.forEach((kind, count) -> {
			if (count > KEPT) {
				all.add(new Fault(kind.code, "and " + (count - KEPT) + " more faults of this kind"));
			}
		});
		return List.copyOf(all);
	}

}
