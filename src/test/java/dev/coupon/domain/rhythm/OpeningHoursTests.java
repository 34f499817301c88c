package dev.coupon.domain.rhythm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.coupon.domain.rhythm.OpeningHours.Window;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class OpeningHoursTests {

	private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

	private static final Set<DayOfWeek> DAILY = EnumSet.allOf(DayOfWeek.class);

	private static OpeningHours daily(int from, int to) {
		return new OpeningHours(List.of(new Window(DAILY, from, to)));
	}

	private static Instant at(String local) {
		return ZonedDateTime.parse(local + "+01:00[Europe/Berlin]").toInstant();
	}

	@Test
	void isOpenFromTheFirstInstantToTheLastOneBeforeTheEnd() {
		OpeningHours hours = daily(600, 610);

		assertThat(hours.isOpen(at("2026-01-05T09:59:59.999"), BERLIN)).isFalse();
		assertThat(hours.isOpen(at("2026-01-05T10:00:00"), BERLIN)).isTrue();
		assertThat(hours.isOpen(at("2026-01-05T10:09:59.999"), BERLIN)).isTrue();
		assertThat(hours.isOpen(at("2026-01-05T10:10:00"), BERLIN)).isFalse();
		assertThat(hours.nextOpening(at("2026-01-05T10:10:00"), BERLIN)).isEqualTo(at("2026-01-06T10:00:00"));
	}

	@Test
	void isAlwaysOpenWithoutWindows() {
		assertThat(OpeningHours.ALWAYS.isOpen(Instant.EPOCH, BERLIN)).isTrue();
		assertThat(OpeningHours.ALWAYS.nextOpening(Instant.EPOCH, BERLIN)).isEqualTo(Instant.EPOCH);
	}

	@Test
	void staysOpenPastMidnight() {
		OpeningHours friday = new OpeningHours(List.of(new Window(EnumSet.of(DayOfWeek.FRIDAY), 1320, 120)));

		assertThat(friday.isOpen(at("2026-01-09T21:59:59"), BERLIN)).isFalse();
		assertThat(friday.isOpen(at("2026-01-09T22:00:00"), BERLIN)).isTrue();
		assertThat(friday.isOpen(at("2026-01-10T01:59:59"), BERLIN)).isTrue();
		assertThat(friday.isOpen(at("2026-01-10T02:00:00"), BERLIN)).isFalse();
		assertThat(friday.isOpen(at("2026-01-09T01:00:00"), BERLIN)).isFalse();
	}

	@Test
	void isOpenAllDayUntilMidnight() {
		OpeningHours sunday = new OpeningHours(List.of(new Window(EnumSet.of(DayOfWeek.SUNDAY), 0, 1440)));

		assertThat(sunday.isOpen(at("2026-01-04T00:00:00"), BERLIN)).isTrue();
		assertThat(sunday.isOpen(at("2026-01-04T23:59:59.999"), BERLIN)).isTrue();
		assertThat(sunday.isOpen(at("2026-01-05T00:00:00"), BERLIN)).isFalse();
	}

	@Test
	void isOpenTwiceWhenAnHourComesTwice() {
		OpeningHours hours = daily(150, 165);
		Instant first = Instant.parse("2026-10-25T00:30:00Z");
		Instant second = Instant.parse("2026-10-25T01:30:00Z");

		assertThat(hours.isOpen(first, BERLIN)).isTrue();
		assertThat(hours.nextOpening(first.plus(Duration.ofMinutes(15)), BERLIN)).isEqualTo(second);
		assertThat(hours.isOpen(second, BERLIN)).isTrue();
	}

	@Test
	void opensAgainWhenTheClockIsSetBackIntoAWindow() {
		OpeningHours hours = daily(90, 150);

		assertThat(hours.nextOpening(Instant.parse("2026-10-25T00:30:00Z"), BERLIN))
			.isEqualTo(Instant.parse("2026-10-25T01:00:00Z"));
	}

	@Test
	void doesNotOpenInAnHourThatIsSkipped() {
		OpeningHours hours = daily(150, 165);

		assertThat(hours.nextOpening(at("2026-03-29T00:00:00"), BERLIN))
			.isEqualTo(Instant.parse("2026-03-30T00:30:00Z"));
		assertThat(daily(150, 200).nextOpening(at("2026-03-29T00:00:00"), BERLIN))
			.isEqualTo(Instant.parse("2026-03-29T01:00:00Z"));
	}

	@Test
	void findsTheNextOpeningThatALookAtEachMinuteFinds() {
		Random random = new Random(1);
		List<ZoneId> zones = List.of(BERLIN, ZoneId.of("Australia/Lord_Howe"), ZoneId.of("America/Havana"),
				ZoneId.of("Asia/Seoul"), ZoneOffset.ofHours(-3));
		for (int i = 0; i < 300; i++) {
			ZoneId zone = zones.get(random.nextInt(zones.size()));
			DayOfWeek day = DayOfWeek.of(1 + random.nextInt(7));
			int from = random.nextInt(1440);
			OpeningHours hours = new OpeningHours(List.of(new Window(EnumSet.of(day, day.plus(random.nextInt(3))), from,
					(from + 1 + random.nextInt(400)) % 1440)));
			Instant start = Instant.parse("2026-01-01T00:00:00Z").plus(Duration.ofHours(random.nextInt(8760)));

			Instant looked = start;
			while (!hours.isOpen(looked, zone)) {
				looked = looked.plus(Duration.ofMinutes(1));
			}

			assertThat(hours.nextOpening(start, zone)).as(zone + " " + hours + " from " + start).isEqualTo(looked);
		}
	}

	@Test
	void hasNoWindowWithoutLength() {
		assertThatIllegalArgumentException().isThrownBy(() -> new Window(DAILY, 600, 600));
	}

}
