package dev.coupon.web.input;

import static dev.coupon.web.problem.Problem.INVALID_REQUEST;
import static dev.coupon.web.problem.Problem.MALFORMED_JSON;
import static dev.coupon.web.problem.Problem.METHOD_NOT_ALLOWED;
import static dev.coupon.web.problem.Problem.NOT_FOUND;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.coupon.testing.Api;
import dev.coupon.testing.HttpTest;
import dev.coupon.testing.RawClient;
import dev.coupon.testing.RawClient.RawAnswer;
import dev.coupon.web.problem.Problem;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;

/**
 * To what is hardly HTTP the service answers with a problem too, does nothing, and goes
 * on serving.
 */
@HttpTest
class BrokenRequestTests {

	private static final String LONG = "x".repeat(9_000);

	private static final String BODY = "{\"userId\":\"ab\"}";

	private static final String CHUNKS = "f\r\n" + BODY + "\r\n0\r\n\r\n";

	private final Api api;

	private final RawClient client;

	private String campaign = "";

	@Autowired
	BrokenRequestTests(Api api) {
		this.api = api;
		this.client = new RawClient(api.port());
	}

	@BeforeEach
	void prepare() {
		campaign = "/api/v1/campaigns/" + api.create(9);
	}

	@TestFactory
	Stream<DynamicTest> refusesBrokenRequestLines() {
		Stream<String> lines = Stream.of("", "\0\1\2\u00ff", "\u0016\u0003\u0001", "   ", "GET", " GET /",
				"GET / HTTP/1.1 x", "GET / FTP/1.1", "GET / http/1.1", "GET / HTTP/x", "GET / HTTP/0.9",
				"GET / HTTP/1.2", "GET / HTTP/2.0", "CONNECT / HTTP/1.1", "CONNECT localhost:80 HTTP/1.1",
				"G@T / HTTP/1.1", "G(T / HTTP/1.1", LONG + " / HTTP/1.1", "GET * HTTP/1.1", "GET api HTTP/1.1",
				"GET ? HTTP/1.1", "GET : HTTP/1.1", "GET http: HTTP/1.1", "GET http://[/ HTTP/1.1",
				"GET http://other.example/ HTTP/1.1", "GET ftp://localhost/ HTTP/1.1",
				"GET file:///etc/passwd HTTP/1.1");
		return refused(lines.map(line -> line + "\r\nHost: localhost\r\n\r\n"), INVALID_REQUEST);
	}

	@TestFactory
	Stream<DynamicTest> refusesBrokenPaths() {
		Stream<String> paths = Stream.of("/%00", "/%", "/%f", "/%zz", "/%u0041", "/%ff", "/%c0%af", "/%ed%a0%80",
				"/%2f", "/..%2f", "/%2e%2e%2fetc/passwd", "/%5c", "/%252f", "/\\", "/../../../../etc/passwd", "/\u00e9",
				"/a|b", "/a^b", "/a`b", "/a\"b", "/<a>", "/{id}", "/[a]", "/#", "/\0", "/\r", "/a b", "/" + LONG, "/.",
				"/..", "/./a", "/%2e", "/%2E%2E/a", "//", "//a", "/a//b", "/;", "/;a=b", "/a;b", "/a%3bb");
		return refused(
				paths.flatMap(path -> Stream.of(path, "/api/v1/campaigns" + path, "/api/v1/coupons" + path))
					.flatMap(path -> Stream.of(request("GET", path, ""), request("DELETE", path + "/redemption", ""))),
				INVALID_REQUEST);
	}

	@TestFactory
	Stream<DynamicTest> refusesPathsThatCanBeReadInTwoWays() {
		Stream<String> paths = Stream.of("//", "//?a=b", "///", "//;a=b", "//a:b@c:d", "//api/v1/campaigns",
				"/api//v1/campaigns", "/api/v1/campaigns//", "/api/v1/../v1/campaigns", "/api/v1/./campaigns",
				"/api/v1/campaigns/..", "/;a=b", "/;/", "/x;a=b", "/api/v1/campaigns;a=b", "/http://localhost/");
		return refused(paths.map(path -> request("GET", path, "")), INVALID_REQUEST);
	}

	/**
	 * Whoever forgets to encode a path learns it, as do those who encode it otherwise.
	 */
	@ParameterizedTest
	@CsvSource(textBlock = """
			/\\352\\260\\200, must be percent-encoded in UTF-8
			/a|b, must be percent-encoded in UTF-8
			?limit=\\351, must be percent-encoded in UTF-8
			/a b, a blank in the path
			/%b0%a1, percent-encoded in UTF-8
			/%ed%a0%80, percent-encoded in UTF-8
			/a%3bb, semicolon
			/a;b, semicolon
			/a%2fb, encoded slash
			/a%5cb, backslash
			/a%2eb, encoded dot
			/../b, only dots
			//b, two slashes
			/a%00b, null character""")
	void saysWhatIsWrongWithAPath(String path, String words) {
		for (String start : List.of("/api/v1/coupons", "/v1.CouponService")) {
			RawAnswer answer = client.send(request("GET", start + path.translateEscapes(), ""));

			assertThat(answer.status()).isEqualTo(400);
			assertThat(answer.text()).contains(words);
		}
	}

	@Test
	void givesARefusedRequestTheIdOfItsTrace() {
		String trace = "4bf92f3577b34da6a3ce929d0e0e4736";
		RawAnswer answer = client.send(request("GET", "/%2f", "traceparent: 00-" + trace + "-00f067aa0ba902b7-01\r\n"));

		assertThat(answer.json().path("requestId").asString()).isEqualTo(trace);
		assertThat(answer.header("X-Request-Id")).isEqualTo(trace);
	}

	/** The server answers it before it chooses an application. */
	@Test
	void givesAnIdToTheAnswerThatIsAboutTheWholeServer() {
		String trace = "4bf92f3577b34da6a3ce929d0e0e4736";
		RawAnswer answer = client.send(request("OPTIONS", "*", ""));
		RawAnswer traced = client
			.send(request("OPTIONS", "*", "traceparent: 00-" + trace + "-00f067aa0ba902b7-01\r\n"));

		assertThat(answer.header("Allow")).contains("OPTIONS");
		assertThat(answer.header("X-Request-Id")).hasSize(32);
		assertThat(traced.header("X-Request-Id")).isEqualTo(trace);
		assertThat(traced.count("X-Request-Id")).isOne();
	}

	@TestFactory
	Stream<DynamicTest> refusesBrokenQueries() {
		Stream<String> queries = Stream.of("a|b", "[]=1", "a b", "\"", "<", "{}", "\\", "^", "`", "\u00e9", "\0", "\r",
				LONG, "%", "%f", "%zz", "%u0041", "%ff", "%c3", "%c0%80", "%ed%a0%80", "%f4%90%80%80", "1&=2",
				"1&%zz=2", "&a".repeat(1_000));
		return refused(queries.map(query -> "?userId=" + query)
			.flatMap(query -> Stream.of(request("GET", campaign + "/coupons" + query, ""),
					request("GET", campaign + "/coupons" + query, "Accept: text/csv\r\n"),
					request("DELETE", campaign + query, ""))),
				INVALID_REQUEST);
	}

	@TestFactory
	Stream<DynamicTest> findsNothingAtOddPaths() {
		Stream<String> paths = Stream.of("/api/v1/campaigns/", "/API/v1/campaigns", "/error", "/error?status=200",
				"/WEB-INF/web.xml", "/META-INF/MANIFEST.MF", "/actuator/env", "/actuator/heapdump",
				"/swagger-ui/nothing.js", "http://localhost/nothing", "http://localhost/nothing?a=b");
		return refused(paths.map(path -> request("GET", path, "")), NOT_FOUND);
	}

	@TestFactory
	Stream<DynamicTest> refusesOtherMethods() {
		Stream<String> methods = Stream.of("TRACE", "FOO", "get", "PUT", "PROPFIND", "$", "X".repeat(1_000));
		return refused(methods.map(method -> request(method, "/api/v1/campaigns", "")), METHOD_NOT_ALLOWED);
	}

	@TestFactory
	Stream<DynamicTest> refusesBrokenHeaders() {
		String start = "GET /api/v1/campaigns HTTP/1.1\r\n";
		Stream<String> hosts = Stream.of("", "Host: a b\r\n", "Host: a/b\r\n", "Host: [::1\r\n", "Host: <a>\r\n",
				"Host: \u00e9\r\n", "Host: a\0b\r\n", "Host: a\r\nHost: b\r\n", "Host: a\r\nHost: a\r\n");
		Stream<String> others = Stream.of("X", "X : y", " X: y", ": y", "X\1: y", "X\0: y", "\u00e9: y", "X: a\0b",
				"X: a\1b", "X: a\177b", "X: a\rb", "Expect: x", "X: " + LONG, LONG + ": y",
				"X: y\r\n".repeat(101) + "X: y");
		return refused(Stream.concat(hosts.map(host -> start + host + "\r\n"),
				others.map(header -> start + "Host: localhost\r\n" + header + "\r\n\r\n")), INVALID_REQUEST);
	}

	@TestFactory
	Stream<DynamicTest> refusesKeysThatAreNotAscii() {
		return refused(
				Stream.of("\u00e9", "\u0080", "\u00ff", "k\u00a0", "\u00c3\u00a9")
					.map(key -> request("POST", campaign + "/coupons", "Idempotency-Key: " + key + "\r\n")),
				INVALID_REQUEST);
	}

	@TestFactory
	Stream<DynamicTest> refusesBodiesOfUncertainLength() {
		Stream<String> lengths = Stream.of("-1", "x", "", "+15", "0xf", "1.5", "15, 15", "15\r\nContent-Length: 15",
				"15\r\nContent-Length: 3", "99999999999999999999");
		Stream<String> codings = Stream.of("", "x", "identity", "gzip, chunked", "chunked, gzip", "chunked, chunked",
				"\u000bchunked", "chu\0nked");
		return refused(Stream.concat(lengths.map(length -> issue("Content-Length: " + length) + BODY),
				codings.map(coding -> issue("Transfer-Encoding: " + coding) + CHUNKS)), INVALID_REQUEST);
	}

	@TestFactory
	Stream<DynamicTest> refusesBodiesThatBreakOff() {
		Stream<String> chunks = Stream.of("", "x\r\n", "-f\r\n" + BODY + "\r\n0\r\n\r\n", "fffffffffffffffff\r\n",
				"f\r\n", "f\r\n" + BODY, "f\r\n" + BODY + "\r\n", "f\r\n" + BODY + "\r\nx\r\n",
				"e\r\n" + BODY + "\r\n0\r\n\r\n", "f\r\n" + BODY + "x\r\n0\r\n\r\n", "f;" + LONG + CHUNKS.substring(1),
				CHUNKS.replace("\r\n\r\n", "\r\nX: " + LONG + "\r\n\r\n"),
				CHUNKS.replace("\r\n\r\n", "\r\nX\0: y\r\n\r\n"));
		return refused(Stream.concat(chunks.map(body -> issue("Transfer-Encoding: chunked") + body),
				Stream.of(issue("Content-Length: 16") + BODY)), INVALID_REQUEST, MALFORMED_JSON);
	}

	/** HTTP says what these mean. */
	@Test
	void understandsOldAndUnusualRequests() {
		for (String request : List.of("GET /api/v1/campaigns HTTP/1.0\r\n\r\n",
				request("GET", "http://localhost/api/v1/campaigns", ""), "\r\n\r\n" + request("HEAD", campaign, ""),
				request("OPTIONS", "*", ""),
				request("GET", campaign, "Accept-Language: en" + ", de-AT;q=0.5".repeat(500) + "\r\n"))) {
			assertThat(client.send(request).status()).as(request).isEqualTo(200);
		}
	}

	@Test
	void takesNothingThatFollowsABodyOfDoubtfulLengthForARequest() {
		RawAnswer answer = client
			.send("POST " + campaign + "/coupons HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\n"
					+ "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n" + request("POST", campaign + "/pause", ""));

		assertThat(answer.count("HTTP/1.1 ")).isOne();
		assertThat(api.get(campaign).json().path("status").asString()).isEqualTo("ACTIVE");
	}

	private static String request(String method, String path, String headers) {
		return method + " " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n" + headers + "\r\n";
	}

	private String issue(String header) {
		return request("POST", campaign + "/coupons", "Content-Type: application/json\r\n" + header + "\r\n");
	}

	/** With any of the problems. */
	private Stream<DynamicTest> refused(Stream<String> requests, Problem... problems) {
		String before = api.get(campaign).body();
		List<String> codes = Arrays.stream(problems).map(Problem::code).toList();
		return requests.map(request -> dynamicTest(BadInputTests.readable(request), () -> {
			RawAnswer answer = client.send(request);

			assertThat(answer.isProblem()).as(answer.text()).isTrue();
			assertThat(answer.json().path("code").asString()).as(answer.text()).isIn(codes);
			assertThat(answer.status()).isEqualTo(problems[0].status().value());
			assertThat(answer.json().path("status").asInt()).isEqualTo(answer.status());
			assertThat(answer.json().has("errors") || !answer.text().contains(INVALID_REQUEST.detail()))
				.as("says what is wrong: %s", answer.text())
				.isTrue();
			assertThat(answer.text()).doesNotContain(BadInputTests.INTERNALS);
			assertThat(answer.json().path("requestId").asString("")).as(answer.text())
				.hasSize(32)
				.isEqualTo(answer.header("X-Request-Id"));
			assertThat(api.get(campaign).body()).isEqualTo(before);
		}));
	}

}
