package dev.coupon.domain.examination;

import dev.coupon.domain.evidence.Report.Hour;
import dev.coupon.domain.evidence.Report.Issues;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The times of issue, counted by hours. */
final class Hours {

	private static final long HOUR = Duration.ofHours(1).toMillis();

	private final Map<Long, Integer> counts = new TreeMap<>();

	/** The time of the first issue; absent before the first coupon. */
	private @Nullable Instant first;

	private @Nullable Instant last;

	/** The hour of the last coupon. The next coupon is most often of the same hour. */
	private long hour;

	private int inHour;

	/** Counts a coupon. Coupons come in the order of their numbers. */
	void add(Instant issuedAt) {
		first = first == null ? issuedAt : first;
		last = issuedAt;
		long its = Math.floorDiv(issuedAt.toEpochMilli(), HOUR);
		if (its != hour) {
			close();
			hour = its;
		}
		inHour++;
	}

	private void close() {
		if (inHour > 0) {
			counts.merge(hour, inHour, Integer::sum);
			inHour = 0;
		}
	}

	Issues issues() {
		close();
		return new Issues(first, last,
				counts.entrySet()
					.stream()
					.map(entry -> new Hour(Instant.ofEpochMilli(entry.getKey() * HOUR), entry.getValue()))
					.toList());
	}

}
