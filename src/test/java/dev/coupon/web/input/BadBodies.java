package dev.coupon.web.input;

import static dev.coupon.web.problem.Problem.INVALID_REQUEST;
import static dev.coupon.web.problem.Problem.MALFORMED_JSON;
import static dev.coupon.web.problem.Problem.PAYLOAD_TOO_LARGE;

import dev.coupon.web.problem.Problem;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.zip.GZIPOutputStream;

/**
 * Bodies that break a rule in one place, for an operation that takes a body.
 *
 * @param members of a body that the operation has no objection to, as JSON
 * @param wrongValues what it does object to, for each member and each member of a member
 * @param mayBeAbsent whether it does without a body
 */
record BadBodies(Map<String, String> members, Map<String, List<String>> wrongValues, boolean mayBeAbsent) {

	private static final List<String> NOT_A_TEXT = List.of("0", "-1.5", "1e400", "true", "[]", "[\"a\"]", "{}",
			"{\"a\": \"b\"}", "\"\\u0000\"", "\"a\\u0085\"", "\"\\ud800\"", "\"\\udc00\\ud800\"", text(50_000));

	private static final List<String> NOT_A_COUNT = List.of("\"1\"", "\"\"", "\"x\"", "0", "-1", "1.5", "-1.0", "1e-1",
			"0.0", "1.00000000000000000001", "100000000.5", "1e9", "1e-999999999", "1e400", "1e999999999", "100000001",
			"9999999999", "99999999999999999999", "9".repeat(5_000), "true", "[]", "[1]", "{}", "{\"a\": 1}");

	private static final List<String> NOT_AN_OBJECT = List.of("0", "1e400", "true", "\"\"", "\"{}\"", "[]", "[{}]",
			"{\"x\": 1}", "{\"x\": {}}", "{\"x\": [\"a\"]}");

	private static final List<String> NOT_A_DATE = List.of("null", "\"\"", "\"x\"", "\"2026\"", "\"2026-02-30\"",
			"\"2026-13-01\"", "\"2026-01-0120260101\"", "\"2026-01-0110:00:00\"", "\"2026-01-01T 10:00:00\"",
			"\"2026-01-01T25:00:00Z\"", "\"+999999999-12-31T23:59:59-18:00\"", "\"-999999999-01-01T00:00:00+18:00\"",
			"\"9999-12-31T23:59:59-01:00\"", "\"0000-01-01\"");

	/** What only other languages take for values. */
	private static final List<String> NO_JSON = List.of("NaN", "-Infinity", "01", "+1", ".5", "1.", "1e", "-", "'a'",
			"undefined", "True", "nul", "\"a", "\"\\x\"", "\"\\u12\"", "\"\t\"", "\"\n\"", "\"\u0000\"", "/* */ \"a\"",
			"// \"a\"", "]", "");

	private static final List<String> NOT_THE_OBJECT = List.of("1", "-1.5", "true", "\"\"", "\"{}\"", "[]", "[{}]", " ",
			"\r\n\t ", "[".repeat(10_000), "{\"a\":".repeat(10_000), "{\"" + "a".repeat(60_000) + "\": 1}", "{} {}",
			"{\"\": 1}", "{\"x\": 1}", "{\"x\": null}", "{\"-/~\\u0007\\ud83d\\ude00\": 1}", "{\"class\": \"x\"}",
			"{\"__proto__\": {}}", "{\"@type\": \"x\"}");

	/** In UTF-8 these bytes begin or continue nothing, or stand for no character. */
	private static final List<String> NO_UTF_8 = List.of("\u0080", "\u00ff", "\u00c3", "\u00e2\u0082",
			"\u00ed\u00a0\u0080", "\u00f8\u0088\u0080\u0080\u0080", "\u00fe\u00ff");

	/** A body, the charset that makes it bytes, and the problem that it is. */
	record BadBody(String what, String text, Charset charset, Problem problem) {

		byte[] bytes() {
			return text.getBytes(charset);
		}

	}

	static BadBodies ofCampaign() {
		Map<String, String> members = new LinkedHashMap<>();
		members.put("id", "\"bad\"");
		members.put("startsAt", "\"2026-01-01\"");
		members.put("endsAt", "\"2090-01-01\"");
		members.put("maxCoupons", "9");
		Map<String, List<String>> wrong = new LinkedHashMap<>(ofPatch().wrongValues);
		for (String text : List.of("id", "timeZone", "couponsExpireAt", "couponValidFor", "codeFormat.charset",
				"codeFormat.characters", "codeFormat.prefix", "codeFormat.suffix", "codeFormat.pattern")) {
			wrong.put(text, NOT_A_TEXT);
		}
		wrong.put("couponsExtendedTo", List.of("\"2090-01-01\"", "null"));
		wrong.put("metadata", with(NOT_AN_OBJECT, List.of("{\"x\": null}")));
		wrong.put("codeFormat", NOT_AN_OBJECT);
		wrong.put("codeFormat.length", NOT_A_COUNT);
		wrong.put("codeFormat.imported", List.of("\"true\"", "\"\"", "1", "0", "0.5", "[]", "[true]", "{}", "\"yes\""));
		return new BadBodies(members, wrong, false);
	}

	static BadBodies ofPatch() {
		Map<String, List<String>> wrong = new LinkedHashMap<>();
		wrong.put("couponsExtendedTo", with(NOT_A_TEXT, NOT_A_DATE));
		wrong.put("name", NOT_A_TEXT);
		wrong.put("startsAt", with(NOT_A_TEXT, NOT_A_DATE));
		wrong.put("endsAt", with(NOT_A_TEXT, NOT_A_DATE));
		wrong.put("maxCoupons", with(NOT_A_COUNT, List.of("null")));
		wrong.put("perUserLimit", NOT_A_COUNT);
		wrong.put("openingHours",
				List.of("0", "true", "\"MON\"", "{}", "[]", "[1]", "[[]]", "[null]", "[{}]",
						"[{\"days\": \"MON\", \"from\": \"10:00\", \"to\": \"11:00\"}]",
						"[{\"days\": [\"mon\"], \"from\": \"10:00\", \"to\": \"11:00\"}]",
						"[{\"days\": [\"MON\"], \"from\": \"10:00\", \"to\": \"11:00\", \"zone\": \"Z\"}]",
						"[{\"days\": [\"MON\"], \"from\": \"1:00\", \"to\": \"11:00:00\"}]",
						"[{\"days\": [], \"from\": null}]"));
		wrong.put("quota",
				List.of("0", "\"1/DAY\"", "[]", "{}", "{\"per\": \"DAY\"}", "{\"per\": \"day\", \"maxCoupons\": 1}",
						"{\"per\": 1, \"maxCoupons\": 1}", "{\"maxCoupons\": 1}",
						"{\"per\": \"DAY\", \"maxCoupons\": 1, \"x\": 1}"));
		wrong.put("couponsExpireAt", with(NOT_A_TEXT, List.of("\"x\"", "\"2089-12-30\"")));
		wrong.put("couponValidFor", with(NOT_A_TEXT, List.of("\"P1Y\"", "\"PT0S\"", "\"-P1D\"")));
		wrong.put("metadata", NOT_AN_OBJECT);
		return new BadBodies(Map.of("name", "\"bad\""), wrong, false);
	}

	static BadBodies ofWebhook() {
		Map<String, String> members = new LinkedHashMap<>();
		members.put("url", "\"https://93.184.216.34/\"");
		members.put("types", "[\"campaign.erased\"]");
		Map<String, List<String>> wrong = new LinkedHashMap<>(ofWebhookPatch().wrongValues);
		wrong.put("from", ofRedelivery().wrongValues.get("from"));
		wrong.put("enabled", List.of("true", "null"));
		return new BadBodies(members, wrong, false);
	}

	static BadBodies ofWebhookPatch() {
		Map<String, List<String>> wrong = new LinkedHashMap<>();
		wrong.put("url", with(NOT_A_TEXT, List.of("\"\"", "\"x\"", "\"https://127.0.0.1/\"", "null")));
		List<String> noTypes = List.of("0", "true", "\"\"", "\"coupon.issued\"", "{}", "[0]", "[[]]", "[null]",
				"[\"x\"]", "[\"coupon.issued\", true]", "[\"COUPON.ISSUED\"]", "[]");
		wrong.put("types", with(noTypes, List.of("null")));
		wrong.put("campaignIds", List.of("0", "true", "\"\"", "\"a\"", "{}", "[0]", "[[]]", "[null]", "[\"a b\"]", "[]",
				"[" + "\"a\",".repeat(100) + "\"a\"]"));
		wrong.put("batch", List.of("0", "1", "\"true\"", "\"\"", "[]", "{}"));
		return new BadBodies(Map.of("batch", "false"), wrong, false);
	}

	static BadBodies ofRedelivery() {
		return new BadBodies(Map.of("from", "\"beginning\""), Map.of("from", with(NOT_A_TEXT, List.of("\"\"", "\"x\"",
				"\"1.2\"", "\"2026-02-30T00:00:00Z\"", "\"BEGINNING\"", "\"999999999999999999.0.0\""))), false);
	}

	/** Of a body with an optional text and nothing else. */
	static BadBodies ofText(String member, int longest) {
		return new BadBodies(Map.of(member, "\"bad\""),
				Map.of(member, with(NOT_A_TEXT, List.of("\"\"", text(longest + 1), "\"\\t\"", "\"a\\r\\nb\""))), true);
	}

	private static List<String> with(List<String> some, List<String> others) {
		List<String> both = new ArrayList<>(some);
		both.addAll(others);
		return both;
	}

	private static String text(int length) {
		return '"' + "x".repeat(length) + '"';
	}

	/** A body without fault. */
	String json() {
		return json(Map.of());
	}

	private String json(Map<String, String> changes) {
		Map<String, String> changed = new LinkedHashMap<>(members);
		changed.putAll(changes);
		return changed.entrySet()
			.stream()
			.map(member -> "\"%s\": %s".formatted(member.getKey(), member.getValue()))
			.collect(Collectors.joining(", ", "{", "}"));
	}

	private String json(String member, String value) {
		int dot = member.indexOf('.');
		return dot < 0 ? json(Map.of(member, value))
				: json(Map.of(member.substring(0, dot), "{\"%s\": %s}".formatted(member.substring(dot + 1), value)));
	}

	List<BadBody> all() {
		List<BadBody> all = new ArrayList<>();
		wrongValues
			.forEach((member, values) -> values.forEach(value -> all.add(body(json(member, value), INVALID_REQUEST))));
		NOT_THE_OBJECT.forEach(value -> all.add(body(value, INVALID_REQUEST)));
		if (!mayBeAbsent) {
			all.add(body("", INVALID_REQUEST));
			all.add(body("null", INVALID_REQUEST));
		}
		String first = members.keySet().iterator().next();
		NO_JSON.forEach(value -> all.add(body(first, value, MALFORMED_JSON)));
		malformed().forEach(json -> all.add(body(json, MALFORMED_JSON)));
		addEncoded(all);
		all.add(body(" ".repeat(65_537), PAYLOAD_TOO_LARGE));
		all.add(body(json() + " ".repeat(65_537), PAYLOAD_TOO_LARGE));
		all.add(body(first, " ".repeat(1_000_000) + text(1), PAYLOAD_TOO_LARGE));
		return all;
	}

	private static BadBody body(String json, Problem problem) {
		return new BadBody(json, json, StandardCharsets.UTF_8, problem);
	}

	private BadBody body(String member, String value, Problem problem) {
		return new BadBody(member + ": " + value, json(member, value), StandardCharsets.UTF_8, problem);
	}

	private List<String> malformed() {
		List<String> malformed = new ArrayList<>();
		String json = json();
		for (int end = 1; end < json.length(); end++) {
			malformed.add(json.substring(0, end));
		}
		for (String garbage : List.of("x", "}", "]", ",", "\u0000", "/**/")) {
			malformed.add(garbage + json);
			malformed.add(json + garbage);
		}
		malformed.add(json.replace("}", ",}"));
		malformed.add(json.replace(':', '='));
		malformed.add(json.replace("{", json.replace("}", ", ")));
		malformed.add("{\"\\ud800\": 1}");
		return malformed;
	}

	private void addEncoded(List<BadBody> all) {
		String json = json();
		String cut = json.substring(0, json.length() - 1);
		for (String charset : List.of("UTF-16LE", "UTF-16BE", "UTF-32BE")) {
			all.add(new BadBody(cut + " in " + charset, cut, Charset.forName(charset), MALFORMED_JSON));
		}
		all.add(new BadBody(json + " in EBCDIC", json, Charset.forName("IBM037"), MALFORMED_JSON));
		for (String bytes : NO_UTF_8) {
			String raw = json("x", '"' + bytes + '"');
			all.add(new BadBody(raw + " as bytes", raw, StandardCharsets.ISO_8859_1, MALFORMED_JSON));
		}
		all.add(new BadBody(json + " gzipped", gzipped(json), StandardCharsets.ISO_8859_1, MALFORMED_JSON));
	}

	private static String gzipped(String json) {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
			gzip.write(json.getBytes(StandardCharsets.UTF_8));
		}
		catch (IOException e) {
			throw new UncheckedIOException(e);
		}
		return bytes.toString(StandardCharsets.ISO_8859_1);
	}

}
