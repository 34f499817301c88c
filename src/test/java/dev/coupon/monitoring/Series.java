package dev.coupon.monitoring;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A series of a metric, as Prometheus keeps it.
 *
 * @param labels with those that Prometheus adds
 */
record Series(String metric, Map<String, String> labels) {

	private static final Pattern LINE = Pattern.compile("([A-Za-z_:][\\w:]*)(?:\\{(.*)})? \\S+");

	private static final Pattern LABEL = Pattern.compile("(\\w+)=\"((?:[^\"\\\\]|\\\\.)*)\"");

	Series {
		labels = new LinkedHashMap<>(labels);
		labels.put("job", "coupon-issuance");
		labels.put("instance", "coupon-issuance:8080");
	}

	/** Reads what a scrape answers. */
	static Stream<Series> of(String scrape) {
		return scrape.lines().map(LINE::matcher).filter(Matcher::matches).map(line -> {
			Map<String, String> labels = new LinkedHashMap<>();
			if (line.group(2) != null) {
				LABEL.matcher(line.group(2)).results().forEach(label -> labels.put(label.group(1), label.group(2)));
			}
			return new Series(line.group(1), labels);
		});
	}

}
