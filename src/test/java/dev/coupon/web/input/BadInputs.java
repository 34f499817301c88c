package dev.coupon.web.input;

import static dev.coupon.web.problem.Problem.COUPON_NOT_FOUND;
import static dev.coupon.web.problem.Problem.INVALID_REQUEST;
import static dev.coupon.web.problem.Problem.NOT_ACCEPTABLE;
import static dev.coupon.web.problem.Problem.NOT_FOUND;
import static dev.coupon.web.problem.Problem.PAYLOAD_TOO_LARGE;
import static dev.coupon.web.problem.Problem.UNSUPPORTED_MEDIA_TYPE;
import static dev.coupon.web.problem.Problem.VERSION_MISMATCH;
import static java.net.http.HttpRequest.BodyPublishers.ofByteArray;
import static java.net.http.HttpRequest.BodyPublishers.ofInputStream;

import dev.coupon.testing.Api;
import dev.coupon.testing.Api.Answer;
import dev.coupon.testing.Api.Call;
import dev.coupon.web.problem.Problem;
import java.io.ByteArrayInputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Requests that break a rule in one place, and the problems that they are. */
final class BadInputs {

	private static final String CAMPAIGNS = "/api/v1/campaigns";

	private static final String WEBHOOKS = "/api/v1/webhooks";

	private static final List<String> NOT_A_NUMBER = List.of("x", "1.0", "1e2", "1,2", "--1", "2147483648",
			"-2147483649", "0x2", "#2", "010.", "99999999999999999999", "NaN", "null", "true", "yes", "\u0000",
			"1\u0000", "½");

	private static final List<String> NOT_A_CAMPAIGN_ID = List.of("-", "_", ".a", "-a", "a b", " ", "a*", "a,b", "a:b",
			"a@b", "a~b", "a%b", "é", "кампания", "\uD83D\uDE00", "<a>", "{id}", "[a]", "a|b", "a\"b", "a'b", "a\u0001",
			"a\r\nX: y", "a\u0085", "\u202Ea", "a".repeat(65), "a".repeat(2_000));

	private static final List<String> NOT_A_USER = List.of("", "\u0000", "a\tb", "a\r\nb", "\u0085", "a".repeat(129));

	private static final List<String> NOT_A_KEY = List.of("", " ", "\t", "a\tb", "a".repeat(256), "a".repeat(5_000));

	private static final List<String> NO_ETAGS = List.of("", "x", "\"", "\"x", "x\"", "W/", ",", "\"\"", "'x'", "<x>");

	private static final List<String> NOT_WHAT_IS_OFFERED = List.of("text/html", "image/png", "application/xml",
			"application/problem+json", "application/json;charset=unheard-of", "*/json", "json", "/", "a/b;", "\"");

	private static final List<String> NOT_JSON = List.of("", "text/plain", "text/json", "application/xml",
			"application/cbor", "application/x-ndjson", "application/x-www-form-urlencoded", "json", "/", "\"",
			"application/json;charset=utf-7", "application/json, text/plain", "application/yaml", "application/*",
			"*/*", "application/*+json", "application/problem+json", "multipart/form-data",
			"multipart/mixed;boundary=x");

	private static final List<String> ENCODINGS = List.of("", "gzip", "x-gzip", "deflate", "br", "zstd",
			"identity, gzip", "gzip, identity", "unheard-of", "*");

	private final Api api;

	private final String campaign;

	private final String coupon;

	private final String webhook;

	private final List<BadInput> all = new ArrayList<>();

	/** A request, and the problem that it is. */
	record BadInput(String name, Problem problem, Supplier<Answer> exchange) {
	}

	/** An operation that takes a body. */
	private record Target(String method, String path, String mediaType, BadBodies bodies) {
	}

	/**
	 * @param campaign the path of a campaign
	 * @param coupon the path of a coupon that isn't redeemed
	 */
	BadInputs(Api api, String campaign, String coupon) {
		this.api = api;
		this.campaign = campaign;
		this.coupon = coupon;
		this.webhook = api.post(WEBHOOKS, BadBodies.ofWebhook().json()).header("Location").orElseThrow();
		targets().forEach(this::addBodies);
		targets().forEach(this::addMediaTypes);
		addParameters();
		addUnknownParameters();
		addBodiesForNothing();
		addPaths();
		addHeaders();
	}

	List<BadInput> all() {
		return all;
	}

	private void add(Problem problem, Call call, String what) {
		all.add(new BadInput(what, problem, call::send));
	}

	private List<Target> targets() {
		return List.of(new Target("POST", CAMPAIGNS, "application/json", BadBodies.ofCampaign()),
				new Target("PATCH", campaign, "application/merge-patch+json", BadBodies.ofPatch()),
				new Target("POST", campaign + "/coupons", "application/json", BadBodies.ofText("userId", 128)),
				new Target("POST", coupon + "/redemption", "application/json", BadBodies.ofText("reference", 128)),
				new Target("POST", campaign + "/pause", "application/json", BadBodies.ofText("reason", 500)),
				new Target("POST", campaign + "/resume", "application/json", BadBodies.ofText("reason", 500)),
				new Target("POST", coupon + "/void", "application/json", BadBodies.ofText("reason", 500)),
				new Target("POST", WEBHOOKS, "application/json", BadBodies.ofWebhook()),
				new Target("PATCH", webhook, "application/merge-patch+json", BadBodies.ofWebhookPatch()),
				new Target("POST", webhook + "/redeliveries", "application/json", BadBodies.ofRedelivery()));
	}

	private void addBodies(Target target) {
		for (BadBodies.BadBody body : target.bodies.all()) {
			Call call = api.request(target.method, target.path).header("Content-Type", target.mediaType);
			add(body.problem(), call.body(ofByteArray(body.bytes())), target.path + " " + body.what());
			if (body.problem() == PAYLOAD_TOO_LARGE) {
				Call chunks = api.request(target.method, target.path).header("Content-Type", target.mediaType);
				add(body.problem(), chunks.body(ofInputStream(() -> new ByteArrayInputStream(body.bytes()))),
						target.path + " in chunks " + body.what());
			}
		}
	}

	private void addMediaTypes(Target target) {
		add(UNSUPPORTED_MEDIA_TYPE, request(target), target.path + " without Content-Type");
		NOT_JSON.forEach(type -> add(UNSUPPORTED_MEDIA_TYPE, request(target).header("Content-Type", type),
				target.path + " Content-Type: " + type));
		ENCODINGS.forEach(encoding -> add(UNSUPPORTED_MEDIA_TYPE,
				request(target).header("Content-Type", target.mediaType).header("Content-Encoding", encoding),
				target.path + " Content-Encoding: " + encoding));
		NOT_WHAT_IS_OFFERED.forEach(type -> add(NOT_ACCEPTABLE,
				request(target).header("Content-Type", target.mediaType).header("Accept", type),
				target.path + " Accept: " + type));
	}

	private Call request(Target target) {
		return api.request(target.method, target.path).body(target.bodies.json());
	}

	private void addNumbers(String parameter, String... outOfRange) {
		NOT_A_NUMBER.forEach(number -> addParameter(parameter, number));
		List.of(outOfRange).forEach(number -> addParameter(parameter, number));
	}

	private void addParameters() {
		addNumbers(CAMPAIGNS + "?limit", "0", "-1", "1001", "2147483647", "-2147483648");
		addNumbers(campaign + "?codes", "-1", "1001", "2147483647");
		addNumbers(campaign + "/coupons?limit", "0", "-1", "1001", "2147483647", "-2147483648");
		addNumbers(campaign + "/coupons?after", "-1", "-2147483648");
		NOT_A_CAMPAIGN_ID.forEach(after -> addParameter(CAMPAIGNS + "?after", after));
		NOT_A_USER.forEach(user -> addParameter(campaign + "/coupons?userId", user));
		List.of("x", "active", "ACTIVE,ENDED", "0", "null", "ＡＣＴＩＶＥ")
			.forEach(status -> addParameter(CAMPAIGNS + "?status", status));
		for (String flag : List.of("x", "2", "tru", "null", "true,false", "[]")) {
			addPath("DELETE", campaign + "?force=" + encoded(flag), INVALID_REQUEST);
			add(INVALID_REQUEST,
					api.request("POST", CAMPAIGNS + "?dryRun=" + encoded(flag)).json(Api.settings("bad-flag", 1)),
					"POST " + CAMPAIGNS + "?dryRun=" + flag);
		}
		List.of("", "\u0000", "a\tb", "\u0085", "a".repeat(201)).forEach(text -> addParameter(CAMPAIGNS + "?q", text));
	}

	private void addUnknownParameters() {
		Map<String, List<String>> calls = Map.of(CAMPAIGNS, List.of("GET"), campaign, List.of("GET", "DELETE"),
				campaign + "/pause", List.of("POST"), campaign + "/resume", List.of("POST"), campaign + "/coupons",
				List.of("GET", "POST"), coupon, List.of("GET"), coupon + "/redemption", List.of("POST", "DELETE"),
				coupon + "/void", List.of("POST", "DELETE"), coupon + "/history", List.of("GET"));
		Map<String, List<String>> others = Map.of("/api/v1/audit", List.of("GET"), "/api/v1/me", List.of("GET"),
				"/api/v1/system", List.of("GET"), "/api/v1/reports", List.of("GET"), "/api/v1/reports/none",
				List.of("GET"), campaign + "/report", List.of("GET"), campaign + "/codes", List.of("DELETE"));
		Stream.of(calls, others).forEach(some -> some.forEach((path, methods) -> methods.forEach(method -> {
			List.of("?x=1", "?x", "?=1", "?limits=1", "?STATUS=ACTIVE", "?%73tate=ACTIVE", "?force%3Dtrue", "?%ff=1",
					"?access_token=x", "?" + "a&".repeat(900))
				.forEach(query -> addPath(method, path + query, INVALID_REQUEST));
		})));
		for (Target target : targets()) {
			add(INVALID_REQUEST,
					api.request(target.method, target.path + "?preview=true")
						.header("Content-Type", target.mediaType)
						.body(target.bodies.json()),
					target.method + " " + target.path + "?preview=true with a body");
		}
		add(INVALID_REQUEST, api.request("POST", campaign + "/codes?x=1").header("Content-Type", "text/csv").body("A"),
				"POST codes?x=1");
		for (String path : List.of(CAMPAIGNS + "/codes", campaign + "/x/codes")) {
			add(PAYLOAD_TOO_LARGE,
					api.request("POST", path).header("Content-Type", "text/csv").body("A".repeat(65_537)),
					"POST " + path + " is not the path of codes");
		}
		for (String method : List.of("GET", "DELETE")) {
			add(PAYLOAD_TOO_LARGE,
					api.request(method, campaign + "/codes")
						.header("Content-Type", "text/csv")
						.body("A".repeat(65_537)),
					method + " codes takes no stream");
		}
		addPath("GET", CAMPAIGNS + "?limit=1&limit=2", INVALID_REQUEST);
		addPath("GET", CAMPAIGNS + "?q=a&q=b", INVALID_REQUEST);
		addPath("GET", campaign + "?codes=1&c%6fdes=1", INVALID_REQUEST);
		addPath("DELETE", campaign + "?force=true&force=true", INVALID_REQUEST);
	}

	private void addBodiesForNothing() {
		for (String body : List.of("{\"reason\": \"x\"}", "[]", "null", "reason=x", "{", "{} {}", " ", "\"\"")) {
			addBodyForNothing("DELETE", coupon + "/void", body);
			addBodyForNothing("GET", coupon + "/history", body);
			addBodyForNothing("GET", "/api/v1/audit", body);
			addBodyForNothing("GET", WEBHOOKS, body);
			addBodyForNothing("POST", webhook + "/secret", body);
			addBodyForNothing("POST", webhook + "/test", body);
			addBodyForNothing("DELETE", webhook, body);
			addBodyForNothing("GET", "/api/v1/me", body);
			addBodyForNothing("GET", "/api/v1/reports", body);
			addBodyForNothing("GET", "/api/v1/reports/none", body);
			addBodyForNothing("GET", campaign + "/report", body);
			addBodyForNothing("GET", "/api/v1/system", body);
			addBodyForNothing("DELETE", campaign + "?force=true", body);
			addBodyForNothing("DELETE", coupon + "/redemption", body);
			addBodyForNothing("GET", CAMPAIGNS, body);
			addBodyForNothing("GET", campaign, body);
			addBodyForNothing("DELETE", campaign + "/codes", body);
		}
	}

	private void addBodyForNothing(String method, String path, String body) {
		add(INVALID_REQUEST, api.request(method, path).header("Content-Type", "application/json").body(body),
				method + " " + path + " with " + body);
		add(INVALID_REQUEST,
				api.request(method, path)
					.body(ofInputStream(() -> new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8)))),
				method + " " + path + " in chunks with " + body);
	}

	private void addParameter(String parameter, String value) {
		String path = parameter + "=" + encoded(value);
		addPath("GET", path, INVALID_REQUEST);
		if (parameter.contains("/coupons")) {
			addHeader("GET", path, "Accept: text/csv", INVALID_REQUEST);
		}
	}

	private static String encoded(String text) {
		return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
	}

	private void addPath(String method, String path, Problem problem) {
		add(problem, api.request(method, path), method + " " + path);
	}

	private void addPaths() {
		for (String id : NOT_A_CAMPAIGN_ID) {
			addPath("GET", CAMPAIGNS + "/" + encoded(id), INVALID_REQUEST);
			addPath("DELETE", CAMPAIGNS + "/" + encoded(id) + "?force=true", INVALID_REQUEST);
			addPath("POST", CAMPAIGNS + "/" + encoded(id) + "/coupons", INVALID_REQUEST);
			addPath("DELETE", CAMPAIGNS + "/" + encoded(id) + "/codes", INVALID_REQUEST);
			addPath("GET", "/api/v1/coupons/" + encoded(id), COUPON_NOT_FOUND);
			addPath("POST", "/api/v1/coupons/" + encoded(id) + "/redemption", COUPON_NOT_FOUND);
		}
		for (String rest : List.of("/", "/coupons/", "/coupons/1", "/pause/", "/redemption")) {
			addPath("GET", campaign + rest, NOT_FOUND);
			addPath("POST", campaign + rest, NOT_FOUND);
		}
	}

	private void addHeaders() {
		for (String key : NOT_A_KEY) {
			addHeader("POST", campaign + "/coupons", "Idempotency-Key: " + key, INVALID_REQUEST);
			addHeader("POST", coupon + "/redemption", "Idempotency-Key: " + key, INVALID_REQUEST);
		}
		NO_ETAGS.forEach(tags -> addIfMatch(tags, INVALID_REQUEST));
		List.of("\"x\"", "W/\"x\"", "\"a\", \"b\"", "\"*\"").forEach(tags -> addIfMatch(tags, VERSION_MISMATCH));
		for (String type : NOT_WHAT_IS_OFFERED) {
			List.of(CAMPAIGNS, campaign, campaign + "/coupons", coupon)
				.forEach(path -> addHeader("GET", path, "Accept: " + type, NOT_ACCEPTABLE));
			addHeader("POST", campaign + "/pause", "Accept: " + type, NOT_ACCEPTABLE);
		}
	}

	private void addIfMatch(String tags, Problem problem) {
		add(problem, api.request("PATCH", campaign).header("If-Match", tags).json("{\"name\": \"bad\"}"),
				"PATCH If-Match: " + tags);
	}

	private void addHeader(String method, String path, String header, Problem problem) {
		String[] parts = header.split(": ", 2);
		add(problem, api.request(method, path).header(parts[0], parts[1]), method + " " + path + " " + header);
	}

}
