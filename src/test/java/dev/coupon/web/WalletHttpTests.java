package dev.coupon.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coupon.testing.Api;
import dev.coupon.testing.Api.Answer;
import dev.coupon.testing.HttpTest;
import dev.coupon.testing.SettableClock;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** The coupons of one user, as an app shows them. */
@HttpTest
class WalletHttpTests {

	private final Api api;

	private final SettableClock clock;

	@Autowired
	WalletHttpTests(Api api, SettableClock clock) {
		this.api = api;
		this.clock = clock;
	}

	private String issue(String id, String user) {
		clock.advance(Duration.ofMillis(1));
		return api.post("/api/v1/campaigns/" + id + "/coupons", "{\"userId\": \"" + user + "\"}")
			.json()
			.path("code")
			.asString();
	}

	private static List<String> codes(Answer answer) {
		return answer.json().path("items").values().stream().map(item -> item.path("code").asString()).toList();
	}

	@Test
	void showsTheCouponsOfAllCampaignsTheNewestFirstAPageAtATime() {
		String user = "app-" + Api.newId();
		List<String> issued = new ArrayList<>();
		for (int i = 0; i < 5; i++) {
			issued.add(issue(api.create(1), user));
		}
		List<String> shown = new ArrayList<>();
		String after = "";
		do {
			Answer page = api.get("/api/v1/users/" + user + "/coupons?limit=2" + after);
			shown.addAll(codes(page));
			String next = page.json().path("nextAfter").asString("");
			after = next.isEmpty() ? "" : "&after=" + next;
		}
		while (!after.isEmpty());

		assertThat(shown).isEqualTo(issued.reversed());
	}

	@Test
	void showsOnlyWhatIsAskedFor() {
		String user = "chosen-" + Api.newId();
		String id = api.create(5);
		String redeemed = issue(id, user);
		String elsewhere = issue(api.create(5), user);
		String unused = issue(id, user);
		api.post("/api/v1/coupons/" + redeemed + "/redemption");

		String wallet = "/api/v1/users/" + user + "/coupons";
		assertThat(codes(api.get(wallet + "?status=REDEEMED"))).containsExactly(redeemed);
		assertThat(codes(api.get(wallet + "?status=ISSUED"))).containsExactly(unused, elsewhere);
		assertThat(codes(api.get(wallet + "?campaignId=" + id))).containsExactly(unused, redeemed);
		assertThat(codes(api.get("/api/v1/users/nobody/coupons"))).isEmpty();
	}

	@Test
	void findsUsersWhoseIdsDoNotFitAPath() {
		String user = "https://id.example/u?" + Api.newId();
		String code = issue(api.create(1), user);

		assertThat(codes(api.get("/api/v1/coupons?userId=" + URLEncoder.encode(user, StandardCharsets.UTF_8))))
			.containsExactly(code);
	}

	@Test
	void needsAUserAndThePlaceOfAPage() {
		assertThat(api.get("/api/v1/coupons").json().at("/errors/0/pointer").asString()).isEqualTo("userId");
		for (String after : List.of("", "x", "1.1", "1.0.c", "9999999999999999.1.c", "1.1.-", "-1.1.c")) {
			Answer answer = api.get("/api/v1/users/alice/coupons?after=" + after);
			assertThat(answer.problem()).as(after).isEqualTo("invalid-request");
			assertThat(answer.json().at("/errors/0/pointer").asString()).isEqualTo("after");
		}
	}

}
