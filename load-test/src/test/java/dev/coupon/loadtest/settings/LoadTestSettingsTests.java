package dev.coupon.loadtest.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LoadTestSettingsTests {

	private static final Clock NOON = Clock.fixed(Instant.parse("2026-11-27T12:00:00Z"), ZoneOffset.UTC);

	@Test
	void hasDefaults() {
		LoadTestSettings settings = read();
		assertThat(settings.url()).hasToString("http://localhost:8080");
		assertThat(settings.users()).isEqualTo(100);
		assertThat(settings.campaigns()).isEqualTo(1);
		assertThat(settings.time()).isEqualTo(Duration.ofMinutes(1));
		assertThat(settings.rampUp()).isEqualTo(Duration.ofSeconds(6));
		assertThat(settings.pause()).isEqualTo(new Pause(Duration.ofMillis(100), Duration.ofMillis(300)));
		assertThat(settings.rate()).isEmpty();
		assertThat(settings.startsAt()).isEqualTo("2026-11-26T12:00:00Z");
		assertThat(settings.endsAt()).isEqualTo("2026-11-28T12:00:00Z");
		assertThat(settings.idempotencyKeys()).isFalse();
	}

	@ParameterizedTest
	@CsvSource({ "100, 75", "10, 7", "2, 1", "1, 1" })
	void givesEachCampaignAQuarterFewerCouponsThanUsers(String users, int coupons) {
		assertThat(read("users", users, "campaigns", "3").coupons()).isEqualTo(coupons);
	}

	@Test
	void letsCouponsBeChosen() {
		assertThat(read("coupons", "5000").coupons()).isEqualTo(5000);
	}

	@ParameterizedTest
	@CsvSource({ "1000, 30s, 1, 30000", "7, 1s, 2, 4" })
	void givesCouponsForAllRequestsOfARate(String rate, String time, String campaigns, int coupons) {
		assertThat(read("rate", rate, "time", time, "campaigns", campaigns).coupons()).isEqualTo(coupons);
	}

	@ParameterizedTest
	@CsvSource({ "0, 0, 0", "200ms, 200, 200", "100ms-300ms, 100, 300", "0-1s, 0, 1000" })
	void readsPauses(String text, long least, long most) {
		assertThat(read("pause", text).pause()).isEqualTo(new Pause(Duration.ofMillis(least), Duration.ofMillis(most)));
	}

	@ParameterizedTest
	@CsvSource({ "30s, 30", "5m, 300", "2h, 7200" })
	void readsTimes(String text, long seconds) {
		assertThat(read("time", text).time()).isEqualTo(Duration.ofSeconds(seconds));
	}

	@ParameterizedTest
	@CsvSource({ "1s, 1", "10s, 1", "11s, 2", "5m, 30" })
	void letsUsersJoinWithinATenthOfTheTime(String time, long seconds) {
		assertThat(read("time", time).rampUp()).isEqualTo(Duration.ofSeconds(seconds));
	}

	@Test
	void leavesSlashesAtTheEndOfTheUrlAway() {
		assertThat(read("url", "https://example.org/coupons//").url()).hasToString("https://example.org/coupons");
	}

	@Test
	void takesDaysAndOffsets() {
		LoadTestSettings settings = read("startsAt", "2026-11-01", "endsAt", "2026-11-30T00:00:00+09:00");
		assertThat(settings.startsAt()).isEqualTo("2026-11-01");
		assertThat(settings.endsAt()).isEqualTo("2026-11-30T00:00:00+09:00");
	}

	@ParameterizedTest
	@CsvSource({ "url, localhost:8080", "url, ftp://localhost", "url, http://", "url, 'http://a b'", "users, 0",
			"users, many", "users, ''", "campaigns, -1", "coupons, 100000001", "time, 60", "time, 0", "time, 25h",
			"time, 1500ms", "rampUp, 500ms", "rampUp, 2m", "pause, 300ms-100ms", "pause, 1-2", "rate, 0",
			"startsAt, yesterday", "endsAt, 2026-02-30", "endsAt, 2026-11-01", "startsAt, 2026-11-28",
			"idempotencyKeys, yes" })
	void saysWhatIsWrong(String name, String text) {
		assertThatThrownBy(() -> read(name, text)).isInstanceOf(InvalidSettingsException.class)
			.message()
			.startsWith(name + "=" + text);
	}

	@Test
	void saysAllThatIsWrongInOneLine() {
		assertThatThrownBy(() -> read("users", "0", "time", "soon", "rate", "fast")).hasMessage(
				"users=0 must be a whole number from 1 to 100000; time=soon must be a time from 1s to 24h in whole seconds, such as 30s or 5m; "
						+ "rate=fast must be a whole number from 1 to 100000; users: not together with rate");
	}

	@Test
	void describesTheLoadInOneLine() {
		assertThat(read("users", "2000", "pause", "0").describe()).isEqualTo(
				"2,000 users, joining within 6s, pausing not at all, 1 campaign of 1,500 coupons, for up to 1m, at http://localhost:8080");
		assertThat(read("rate", "1000", "campaigns", "2").describe()).isEqualTo(
				"1,000 requests a second, 2 campaigns of 30,000 coupons, for up to 1m, at http://localhost:8080");
	}

	private static LoadTestSettings read(String... namesAndTexts) {
		Map<String, String> properties = new HashMap<>();
		for (int i = 0; i < namesAndTexts.length; i += 2) {
			properties.put(namesAndTexts[i], namesAndTexts[i + 1]);
		}
		return LoadTestSettings.read(properties::get, NOON);
	}

}
