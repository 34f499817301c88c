package dev.coupon.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coupon.testing.Api;
import dev.coupon.testing.HttpTest;
import dev.coupon.testing.SettableClock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** What the service says about itself and about a caller whom it doesn't know. */
@HttpTest
class AboutHttpTests {

	private final Api api;

	private final SettableClock clock;

	private final ZoneId zone;

	@Autowired
	AboutHttpTests(Api api, SettableClock clock, ZoneId zone) {
		this.api = api;
		this.clock = clock;
		this.zone = zone;
	}

	@Test
	void letsUnknownCallersDoAllThatKeysCanDo() {
		assertThat(api.get("/api/v1/me").body())
			.isEqualTo("{\"roles\":[\"ADMIN\",\"VIEW\",\"ISSUE\",\"REDEEM\",\"MONITOR\"]}");
	}

	@Test
	void tellsVersionStoreZoneRetentionAndTime() {
		JsonNode system = api.get("/api/v1/system").json();

		assertThat(system.path("version").asString())
			.isEqualTo(api.get("/v3/api-docs").json().path("info").path("version").asString());
		assertThat(system.path("store").asString()).isEqualTo("memory");
		assertThat(system.path("timeZone").asString()).isEqualTo(zone.getId());
		assertThat(system.path("retention").path("afterEnd").asString()).isEqualTo("P30D");
		assertThat(system.path("retention").propertyNames()).containsExactly("afterEnd");
		assertThat(Instant.parse(system.path("clock").asString())).isBeforeOrEqualTo(clock.instant())
			.isAfter(clock.instant().minus(Duration.ofMinutes(1)));
		assertThat(Instant.parse(system.path("startedAt").asString())).isAfter(Instant.EPOCH);
	}

	@Test
	void tellsTheTimeOfTheStore() {
		Instant before = Instant.parse(api.get("/api/v1/system").json().path("clock").asString());

		clock.advance(Duration.ofHours(3));

		assertThat(Instant.parse(api.get("/api/v1/system").json().path("clock").asString()))
			.isAfterOrEqualTo(before.plus(Duration.ofHours(3)));
	}

}
