package dev.coupon.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coupon.domain.port.CampaignRepository;
import dev.coupon.testing.Api;
import dev.coupon.testing.Api.Answer;
import dev.coupon.testing.HttpTest;
import dev.coupon.testing.SettableClock;
import dev.coupon.testing.TwoCoupons;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.text.Normalizer.Form;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;

/** What people type and paste, and what their programs add to it. */
@HttpTest
@TestPropertySource(properties = "coupon.limits.failed-look-ups=3/1m")
class TypedCodeHttpTests {

	private static final String COUPONS = "/api/v1/coupons/";

	private final Api api;

	private final SettableClock clock;

	@Autowired
	TypedCodeHttpTests(Api api, SettableClock clock) {
		this.api = api;
		this.clock = clock;
	}

	@BeforeEach
	void everyoneMayAskAgain() {
		clock.advance(Duration.ofMinutes(2));
	}

	private String issueWith(String codeFormat) {
		return api.issue(api.create(1, ", \"codeFormat\": " + codeFormat));
	}

	private static String path(String typed) {
		return COUPONS + URLEncoder.encode(typed, StandardCharsets.UTF_8).replace("+", "%20");
	}

	private void assertUnderstood(String typed, String code) {
		Answer answer = api.get(path(typed));
		assertThat(answer.status()).as(URLEncoder.encode(typed, StandardCharsets.UTF_8)).isEqualTo(200);
		assertThat(answer.json().path("code").asString()).isEqualTo(code);
	}

	@ParameterizedTest
	@ValueSource(strings = { "%s\n", "%s\r\n", " %s", "\t%s ", "%s\u00a0", "\u3000%s", "%s\u200b", "\ufeff%s",
			"\u202a%s\u202c", "%s\u2028", "%s\u2029", "\u001d%s\u0004", "\"%s\"", "\u201c%s\u201d", "'%s", "%s,", "%s.",
			"\u00ab %s \u00bb", "\ud83c\udf81 %s\ufe0f", "- %s" })
	void findsACodeWhateverIsAroundIt(String pasted) {
		String code = api.issue(api.create(1));

		assertUnderstood(pasted.formatted(code), code);
	}

	@Test
	void refusesOnlyWhatNoPathMayHave() {
		String code = api.issue(api.create(1));
		Set<String> refused = new TreeSet<>();

		IntStream.range(0, 128).mapToObj(Character::toString).filter(c -> !c.matches("[A-Za-z0-9_-]")).forEach(c -> {
			Answer answer = api.get(path(code + c));
			if (answer.status() == 400) {
				assertThat(answer.problem()).isEqualTo("invalid-request");
				refused.add(c);
			}
			else {
				assertUnderstood(code + c, code);
			}
		});

		assertThat(refused).containsExactly("\0", "/", ";", "\\");
		assertThat(api.get(path(code) + "%2E").problem()).isEqualTo("invalid-request");
	}

	@Test
	void redeemsAndRollsBackACodeThatWasPastedWithALineBreak() {
		String code = api.issue(api.create(1));

		Answer redeemed = api.post(path(code + "\r\n") + "/redemption", "{\"reference\": \"order-1\"}");

		assertThat(redeemed.status()).isEqualTo(200);
		assertThat(redeemed.json().path("code").asString()).isEqualTo(code);
		assertThat(api.post(path(code) + "/redemption").problem()).isEqualTo("already-redeemed");
		assertThat(api.delete(path("\u00a0" + code) + "/redemption").status()).isEqualTo(200);
	}

	@Test
	void findsACodeInFullWidthAndWithOtherDashesOrInvisibleCharacters() {
		String code = issueWith("{\"charset\": \"ALPHANUMERIC\", \"pattern\": \"BF-########\"}");
		String wide = code.chars()
			.mapToObj(c -> String.valueOf((char) (c - '!' + '\uff01')))
			.collect(Collectors.joining());

		assertUnderstood(wide, code);
		for (String dash : List.of("\u2010", "\u2011", "\u2012", "\u2013", "\u2014", "\u2015", "\u2212", "\ufe63",
				" - ", " \u2013 ", " ", "--", "\u2013-")) {
			assertUnderstood(code.replace("-", dash), code);
		}
		assertUnderstood(code.substring(0, 5) + "\u00ad" + code.substring(5), code);
		assertUnderstood(String.join("\u2060", code.split("")), code);
	}

	@Test
	void findsHangulThatAMacHasTakenApart() {
		String code = issueWith("{\"charset\": \"HANGUL\", \"length\": 10}");

		assertUnderstood(Normalizer.normalize(code, Form.NFD), code);
		assertUnderstood(" " + Normalizer.normalize(code, Form.NFD) + "\n", code);
	}

	@Test
	void findsCodesWithHyphensOrBlanksBetweenGroups() {
		String safe = api.issue(api.create(1));
		String prefixed = issueWith("{\"charset\": \"NUMERIC\", \"pattern\": \"BF-########-26\"}");

		for (String between : List.of("-", " ", "\u2013", "\u00a0", " - ", "\n")) {
			String grouped = String.join(between, safe.substring(0, 4), safe.substring(4, 8), safe.substring(8, 12),
					safe.substring(12));
			assertUnderstood(grouped, safe);
			assertUnderstood(grouped.toLowerCase(Locale.ROOT).replace('0', 'o'), safe);
			assertUnderstood(prefixed.substring(0, 7) + between + prefixed.substring(7), prefixed);
		}
		assertUnderstood(String.join("-", safe.split("")), safe);
	}

	@Test
	void neverAnswersAnotherCouponThanTheOneThatWasTyped(@Autowired CampaignRepository store) {
		TwoCoupons two = TwoCoupons.issued(store);

		for (String code : List.of(two.one(), two.other())) {
			assertUnderstood(code, code);
			assertUnderstood(code + "\n", code);
			assertUnderstood(code.replace("-", "\u2013") + " ", code);
		}
		for (Answer answer : List.of(api.get(two.path()), api.post(two.path() + "/redemption"),
				api.delete(two.path() + "/redemption"))) {
			assertThat(answer.status()).isEqualTo(400);
			assertThat(answer.problem()).isEqualTo("ambiguous-code");
		}
	}

	@Test
	void countsUncleanGuessesAndNoUncleanHits() {
		String code = api.issue(api.create(1));
		for (int i = 0; i < 9; i++) {
			assertUnderstood(code + "\n", code);
		}
		for (String guess : List.of("GUESS-1\n", " GUE SS2", "\u200bGUESS3")) {
			assertThat(api.get(path(guess)).problem()).isEqualTo("coupon-not-found");
		}

		assertThat(api.get(path(code + "\n")).problem()).isEqualTo("rate-limited");
	}

	@ParameterizedTest
	@ValueSource(strings = { " ", "\n", "\u200b", "-", "- -", "\ufdfa", "''" })
	void findsNothingWhereNothingIsLeftOfTheText(String typed) {
		api.issue(api.create(1));

		assertThat(api.get(path(typed)).problem()).isEqualTo("coupon-not-found");
	}

	@Test
	void findsNothingInTextsThatAreTooLong() {
		assertThat(api.get(path("a".repeat(3_000))).problem()).isEqualTo("coupon-not-found");
		assertThat(api.get(path("a-".repeat(1_500))).problem()).isEqualTo("coupon-not-found");
		assertThat(api.get(path("\ufdfa".repeat(300))).problem()).isEqualTo("coupon-not-found");
	}

	@Test
	void composesWhatAMacHasTakenApartInCodeFormats() {
		String apart = Normalizer.normalize("\ud55c\uae00-", Form.NFD);

		Answer created = api.post("/api/v1/campaigns", Api.settings(Api.newId(), 1,
				", \"codeFormat\": {\"charset\": \"NUMERIC\", \"prefix\": \"%s\", \"length\": 8}".formatted(apart)));

		assertThat(created.status()).isEqualTo(201);
		assertThat(created.json().at("/codeFormat/prefix").asString()).isEqualTo("\ud55c\uae00-");
		assertThat(api.issue(created.json().path("id").asString())).startsWith("\ud55c\uae00-");
	}

	@Test
	void takesUserIdsExactlyAsTheyAreSent() {
		List<String> users = List.of("J\u00fcrgen", Normalizer.normalize("J\u00fcrgen", Form.NFD), "alice", "alice ",
				"Alice", "\uff41lice", "a\u200blice", "+821012345678");
		String coupons = "/api/v1/campaigns/" + api.create(20, ", \"perUserLimit\": 1") + "/coupons";

		for (String user : users) {
			assertThat(api.post(coupons, "{\"userId\": \"" + user + "\"}").status()).isEqualTo(201);
			assertThat(api.post(coupons, "{\"userId\": \"" + user + "\"}").problem()).isEqualTo("user-limit-reached");
		}
		for (String user : users) {
			JsonNode items = api
				.get(coupons + "?userId=" + URLEncoder.encode(user, StandardCharsets.UTF_8).replace("+", "%20"))
				.json()
				.path("items");
			assertThat(items.valueStream().map(coupon -> coupon.path("userId").asString())).containsExactly(user);
		}
	}

}
