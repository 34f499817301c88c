package dev.coupon.monitoring;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * A query in Prometheus's language, of which only the names of metrics and labels are
 * understood.
 *
 * @param where what it is for
 */
record Query(String where, String text) {

	private static final Pattern TOKEN = Pattern
		.compile("\"((?:[^\"\\\\]|\\\\.)*)\"|[A-Za-z_:][\\w:]*|\\d[\\w.]*|[=!]~|!=|\\S");

	private static final Pattern NAME = Pattern.compile("[A-Za-z_:][\\w:]*");

	private static final Set<String> GROUPING = Set.of("by", "without", "on", "ignoring", "group_left", "group_right");

	private static final Set<String> OPERATORS = Set.of("and", "or", "unless", "bool", "offset");

	/** What Grafana puts in place of its variables. */
	Query {
		text = text.replace("$instance", ".*").replaceAll("\\$__\\w+", "5m");
	}

	/** The series of a metric whose labels match. */
	record Selector(String metric, List<Condition> conditions) {

		boolean selects(Series series) {
			return metric.equals(series.metric()) && conditions.stream().allMatch(condition -> condition.holds(series));
		}
	}

	/**
	 * What a label has to be. A label that isn't there is none, to Prometheus an empty
	 * one.
	 */
	record Condition(String label, String operator, String value) {

		boolean holds(Series series) {
			String actual = series.labels().get(label);
			return actual != null && switch (operator) {
				case "=" -> actual.equals(value);
				case "!=" -> !actual.equals(value);
				case "=~" -> actual.matches(value);
				case "!~" -> !actual.matches(value);
				default -> throw new IllegalArgumentException(operator);
			};
		}
	}

	List<Selector> selectors() {
		List<Selector> selectors = new ArrayList<>();
		List<MatchResult> tokens = tokens();
		for (int i = 0; i < tokens.size(); i++) {
			String token = tokens.get(i).group();
			String next = i + 1 < tokens.size() ? tokens.get(i + 1).group() : "";
			if (GROUPING.contains(token)) {
				i = indexOf(")", tokens, i);
			}
			else if (NAME.matcher(token).matches() && !OPERATORS.contains(token) && !next.equals("(")
					&& !GROUPING.contains(next)) {
				selectors.add(new Selector(token, next.equals("{") ? conditions(tokens, i + 2) : List.of()));
				i = next.equals("{") ? indexOf("}", tokens, i) : i;
			}
		}
		return selectors;
	}

	/** The labels that its result is grouped or matched by. */
	Set<String> grouping() {
		Set<String> labels = new TreeSet<>();
		List<MatchResult> tokens = tokens();
		for (int i = 0; i < tokens.size(); i++) {
			if (GROUPING.contains(tokens.get(i).group())) {
				tokens.subList(i + 2, indexOf(")", tokens, i))
					.stream()
					.map(MatchResult::group)
					.filter(NAME.asMatchPredicate())
					.forEach(labels::add);
			}
		}
		return labels;
	}

	private List<MatchResult> tokens() {
		return TOKEN.matcher(text).results().toList();
	}

	private static int indexOf(String end, List<MatchResult> tokens, int from) {
		int i = from;
		while (!tokens.get(i).group().equals(end)) {
			i++;
		}
		return i;
	}

	private static List<Condition> conditions(List<MatchResult> tokens, int from) {
		List<Condition> conditions = new ArrayList<>();
		int end = indexOf("}", tokens, from);
		for (int i = from; i < end; i += 4) {
			conditions.add(new Condition(tokens.get(i).group(), tokens.get(i + 1).group(), tokens.get(i + 2).group(1)));
		}
		return conditions;
	}

	@Override
	public String toString() {
		return where + ": " + text.strip().replaceAll("\\s+", " ");
	}

}
