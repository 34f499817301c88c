package dev.coupon.domain.rhythm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coupon.domain.rhythm.Quota.Per;
import dev.coupon.domain.rhythm.Quota.Period;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QuotaTests {

	private static Period period(Per per, String instant, String zone) {
		return new Quota(per, 1, null).period(Instant.parse(instant), ZoneId.of(zone));
	}

	@ParameterizedTest
	@CsvSource(textBlock = """
			HOUR,  2026-11-26T10:30:00Z, Z,                   2026-11-26T10:00:00Z, 2026-11-26T11:00:00Z
			HOUR,  2026-11-26T10:30:00Z, Asia/Kolkata,        2026-11-26T10:30:00Z, 2026-11-26T11:30:00Z
			DAY,   2026-11-26T10:30:00Z, Asia/Seoul,          2026-11-25T15:00:00Z, 2026-11-26T15:00:00Z
			WEEK,  2026-11-29T23:00:00Z, Z,                   2026-11-23T00:00:00Z, 2026-11-30T00:00:00Z
			WEEK,  2026-11-30T00:00:00Z, Z,                   2026-11-30T00:00:00Z, 2026-12-07T00:00:00Z
			MONTH, 2026-12-31T23:59:59Z, Z,                   2026-12-01T00:00:00Z, 2027-01-01T00:00:00Z
			# the day on which the clock is set back has 25 hours, and one of them comes twice
			DAY,   2026-10-25T12:00:00Z, Europe/Berlin,       2026-10-24T22:00:00Z, 2026-10-25T23:00:00Z
			HOUR,  2026-10-25T00:30:00Z, Europe/Berlin,       2026-10-25T00:00:00Z, 2026-10-25T01:00:00Z
			HOUR,  2026-10-25T01:30:00Z, Europe/Berlin,       2026-10-25T01:00:00Z, 2026-10-25T02:00:00Z
			# the day on which it is set forward has 23 hours
			DAY,   2026-03-29T12:00:00Z, Europe/Berlin,       2026-03-28T23:00:00Z, 2026-03-29T22:00:00Z
			HOUR,  2026-03-29T00:30:00Z, Europe/Berlin,       2026-03-29T00:00:00Z, 2026-03-29T01:00:00Z
			# by half an hour
			HOUR,  2026-04-04T15:10:00Z, Australia/Lord_Howe, 2026-04-04T14:00:00Z, 2026-04-04T15:30:00Z
			# midnight comes twice, or never
			DAY,   2026-11-01T05:30:00Z, America/Havana,      2026-11-01T04:00:00Z, 2026-11-02T05:00:00Z
			DAY,   2026-03-08T12:00:00Z, America/Havana,      2026-03-08T05:00:00Z, 2026-03-09T04:00:00Z
			""")
	void hasPeriodsFromOneBoundaryOfTheLocalClockToTheNext(Per per, String instant, String zone, String start,
			String end) {
		assertThat(period(per, instant, zone)).isEqualTo(new Period(Instant.parse(start), Instant.parse(end)));
	}

	@ParameterizedTest
	@ValueSource(strings = { "Europe/Berlin", "Australia/Lord_Howe", "America/Havana", "Africa/Casablanca",
			"Asia/Kathmandu", "Pacific/Apia", "Z" })
	void hasOnePeriodAfterTheOther(String zone) {
		for (Per per : Per.values()) {
			Quota quota = new Quota(per, 1, null);
			Period period = quota.period(Instant.parse("2025-12-31T23:00:00Z"), ZoneId.of(zone));
			while (period.end().isBefore(Instant.parse("2027-02-01T00:00:00Z"))) {
				assertThat(period.start()).isBefore(period.end());
				assertThat(quota.period(period.start(), ZoneId.of(zone))).isEqualTo(period);
				assertThat(quota.period(period.end().minusMillis(1), ZoneId.of(zone))).isEqualTo(period);
				Period next = quota.period(period.end(), ZoneId.of(zone));
				assertThat(next.start()).isEqualTo(period.end());
				period = next;
			}
		}
	}

	@Test
	void startsAnewWithEachPeriodButNotWhenTheClockIsSetBack() {
		Quota quota = new Quota(Per.HOUR, 5, null);
		Instant ten = Instant.parse("2026-11-26T10:00:00Z");
		PeriodUse use = PeriodUse.NONE.at(ten, quota, ZoneOffset.UTC, 7);

		assertThat(use.before()).isEqualTo(7);
		assertThat(use.at(ten.plus(Duration.ofMinutes(59)), quota, ZoneOffset.UTC, 9)).isEqualTo(use);
		assertThat(use.at(ten.minus(Duration.ofHours(3)), quota, ZoneOffset.UTC, 9)).isEqualTo(use);
		assertThat(use.at(ten.plus(Duration.ofHours(1)), quota, ZoneOffset.UTC, 9).before()).isEqualTo(9);
	}

}
