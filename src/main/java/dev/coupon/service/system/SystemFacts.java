package dev.coupon.service.system;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * The facts about a running service that operators ask for.
 *
 * @param store the kind of the store, as it is written in the settings
 * @param timeZone the time zone of dates without an offset, unless their campaign names
 * one
 * @param keptAfterEnd how long a campaign is kept after its end and the expiry of its
 * last coupon; zero if for ever
 * @param kept how long reports and the audit are kept
 * @param startedAt the time at which this instance of the service was started, by the
 * clock of its machine
 */
public record SystemFacts(String store, ZoneId timeZone, Duration keptAfterEnd, KeptEvidence kept, Instant startedAt) {

	/**
	 * The times for which evidence is kept.
	 *
	 * @param reports absent if for ever
	 * @param audit absent if for ever
	 */
	public record KeptEvidence(@Nullable Duration reports, @Nullable Duration audit) {
	}

}
