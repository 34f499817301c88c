package dev.coupon.loadtest.settings;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What is chosen for a run.
 *
 * @param url where the service is, without a slash at the end
 * @param users how many take part; they are the same for the whole run
 * @param campaigns how many are created
 * @param coupons how many each campaign has
 * @param time how long the load lasts at most
 * @param rampUp over which part of the time the users join
 * @param pause what a user waits between two requests
 * @param rate how many coupons are asked for in a second; if present, nobody waits for an
 * answer before the next one asks, and users, rampUp and pause mean nothing
 * @param startsAt from when on the campaigns run, as the service understands it
 * @param endsAt until when
 * @param idempotencyKeys whether each request for a coupon carries a key of its own
 */
public record LoadTestSettings(URI url, int users, int campaigns, int coupons, Duration time, Duration rampUp,
		Pause pause, OptionalInt rate, String startsAt, String endsAt, boolean idempotencyKeys) {

	/**
	 * Reads the settings by their names.
	 * @param properties gives the text of a setting, null if it isn't set
	 * @throws InvalidSettingsException naming all that is wrong
	 */
	public static LoadTestSettings read(Function<String, @Nullable String> properties, Clock clock) {
		return new SettingsReader(properties, clock).read();
	}

	/** The settings in a line, for the beginning of a run. */
	public String describe() {
		String load = rate.isPresent() ? String.format(Locale.ROOT, "%,d requests a second", rate.getAsInt()) : String
			.format(Locale.ROOT, "%,d users, joining within %s, pausing %s", users, DurationText.of(rampUp), pause);
		return String.format(Locale.ROOT, "%s, %,d campaign%s of %,d coupons, for up to %s, at %s", load, campaigns,
				campaigns == 1 ? "" : "s", coupons, DurationText.of(time), url);
	}

}
