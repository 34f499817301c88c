package dev.coupon.loadtest.settings;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads settings from text and gathers all that is wrong with them. */
final class SettingsReader {

	private static final int MOST_COUPONS = 100_000_000;

	private static final Duration LONGEST = Duration.ofHours(24);

	private final Function<String, @Nullable String> properties;

	private final Clock clock;

	private final List<String> faults = new ArrayList<>();

	SettingsReader(Function<String, @Nullable String> properties, Clock clock) {
		this.properties = properties;
		this.clock = clock;
	}

	LoadTestSettings read() {
		URI url = setting("url", "http://localhost:8080", SettingsReader::url,
				"the address of the service, such as http://localhost:8080");
		int users = number("users", 100, 100_000);
		int campaigns = number("campaigns", 1, 10_000);
		Duration time = setting("time", "1m", text -> duration(text, Duration.ofSeconds(1)),
				"a time from 1s to 24h in whole seconds, such as 30s or 5m");
		Duration rampUp = rampUp(time);
		Pause pause = setting("pause", "100ms-300ms", Pause::parse, Pause.FORM);
		OptionalInt rate = isSet("rate") ? OptionalInt.of(number("rate", 1, 100_000)) : OptionalInt.empty();
		int coupons = number("coupons", defaultCoupons(users, campaigns, time, rate), MOST_COUPONS);
		String startsAt = date("startsAt", clock.instant().minus(1, ChronoUnit.DAYS));
		String endsAt = date("endsAt", clock.instant().plus(1, ChronoUnit.DAYS));
		boolean keys = setting("idempotencyKeys", "false", SettingsReader::truth, "true or false");
		refuseWithRate();
		checkPeriod(startsAt, endsAt);
		if (!faults.isEmpty()) {
			throw new InvalidSettingsException(faults);
		}
		return new LoadTestSettings(url, users, campaigns, coupons, time, rampUp, pause, rate, startsAt, endsAt, keys);
	}

	/** A quarter fewer coupons than users; at a rate, one for each request. */
	private static int defaultCoupons(int users, int campaigns, Duration time, OptionalInt rate) {
		if (rate.isEmpty()) {
			return Math.max(1, users * 3 / 4);
		}
		long requests = rate.getAsInt() * time.toSeconds();
		return Math.clamp(Math.ceilDiv(requests, campaigns), 1, MOST_COUPONS);
	}

	/** A tenth of the time, unless chosen. */
	private Duration rampUp(Duration time) {
		Duration rampUp = setting("rampUp", Math.ceilDiv(time.toSeconds(), 10) + "s",
				text -> duration(text, Duration.ZERO), "0 or a time in whole seconds, such as 5s");
		if (rampUp.compareTo(time) > 0) {
			faults.add("rampUp=" + properties.apply("rampUp") + " must not be longer than time");
		}
		return rampUp;
	}

	private void refuseWithRate() {
		List<String> meaningless = Stream.of("users", "rampUp", "pause").filter(this::isSet).toList();
		if (isSet("rate") && !meaningless.isEmpty()) {
			faults.add(String.join(", ", meaningless) + ": not together with rate");
		}
	}

	private void checkPeriod(String startsAt, String endsAt) {
		Instant start = instant(startsAt);
		if (start.isAfter(clock.instant())) {
			faults.add("startsAt=" + startsAt + " is in the future: the campaigns would issue nothing yet");
		}
		if (!start.isBefore(instant(endsAt)) && !startsAt.equals(endsAt)) {
			faults.add("endsAt=" + endsAt + " must be after startsAt");
		}
	}

	private String date(String name, Instant absent) {
		return setting(name, absent.truncatedTo(ChronoUnit.SECONDS).toString(), text -> {
			Instant unused = instant(text);
			return text;
		}, "a date such as 2026-11-27T10:00:00+01:00 or 2026-11-27");
	}

	private int number(String name, int absent, int most) {
		return setting(name, Integer.toString(absent), text -> {
			int number = Integer.parseInt(text);
			if (number < 1 || number > most) {
				throw new IllegalArgumentException("out of range");
			}
			return number;
		}, "a whole number from 1 to " + most);
	}

	/** Reads one setting; where it is wrong, notes that and goes on with the default. */
	private <T> T setting(String name, String absent, Function<String, T> parse, String expected) {
		String text = isSet(name) ? String.valueOf(properties.apply(name)).strip() : absent;
		try {
			return parse.apply(text);
		}
		catch (IllegalArgumentException | DateTimeParseException ex) {
			faults.add(name + "=" + text + " must be " + expected);
			return parse.apply(absent);
		}
	}

	private boolean isSet(String name) {
		return properties.apply(name) != null;
	}

	private static Instant instant(String text) {
		return text.contains("T") ? OffsetDateTime.parse(text).toInstant()
				: LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant();
	}

	/** Whole seconds only: Gatling lets nobody join within a part of one. */
	private static Duration duration(String text, Duration least) {
		Duration duration = DurationText.parse(text);
		boolean whole = duration.equals(Duration.ofSeconds(duration.toSeconds()));
		if (!whole || duration.compareTo(least) < 0 || duration.compareTo(LONGEST) > 0) {
			throw new IllegalArgumentException("out of range");
		}
		return duration;
	}

	private static boolean truth(String text) {
		return switch (text) {
			case "true" -> true;
			case "false" -> false;
			default -> throw new IllegalArgumentException("neither");
		};
	}

	private static URI url(String text) {
		URI url = URI.create(text.replaceAll("/+$", ""));
		boolean http = "http".equals(url.getScheme()) || "https".equals(url.getScheme());
		if (!http || url.getHost() == null || url.getQuery() != null || url.getFragment() != null) {
			throw new IllegalArgumentException("not of a service");
		}
		return url;
	}

}
