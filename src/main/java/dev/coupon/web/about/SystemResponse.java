package dev.coupon.web.about;

import dev.coupon.domain.rhythm.IsoDuration;
import dev.coupon.service.system.SystemFacts;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.media.Schema.RequiredMode;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The running service as JSON. */
@Schema(name = "System")
record SystemResponse(
		@Schema(description = "The version of the service.", requiredMode = RequiredMode.REQUIRED,
				example = "1.5.0") String version,
		@Schema(description = "Where campaigns and coupons are kept: memory, sqlite, postgresql or valkey; there may "
				+ "be more one day.", requiredMode = RequiredMode.REQUIRED, example = "sqlite") String store,
		@Schema(description = "Where dates without an offset are meant, unless the campaign says so.",
				requiredMode = RequiredMode.REQUIRED, example = "Europe/Berlin") String timeZone,
		@Schema(requiredMode = RequiredMode.REQUIRED) KeptFor retention,
		@Schema(description = "The time of the store, by which campaigns begin and end.",
				requiredMode = RequiredMode.REQUIRED, example = "2026-11-28T17:05:31.004Z") Instant clock,
		@Schema(description = "When this instance of the service was started, by the clock of its machine.",
				requiredMode = RequiredMode.REQUIRED, example = "2026-11-27T08:59:12.480Z") Instant startedAt) {

	static SystemResponse of(String version, SystemFacts facts, Instant now) {
		String kept = facts.keptAfterEnd().isZero() ? null : IsoDuration.text(facts.keptAfterEnd());
		KeptFor retention = new KeptFor(kept, text(facts.kept().reports()), text(facts.kept().audit()));
		return new SystemResponse(version, facts.store(), facts.timeZone().getId(), retention, now, facts.startedAt());
	}

	private static @Nullable String text(@Nullable Duration kept) {
		return kept == null ? null : IsoDuration.text(kept);
	}

	/** The time for which data is kept. */
	@Schema(name = "Retention")
	record KeptFor(
			@Schema(description = "How long a campaign is kept after its end and the expiry of its last coupon; "
					+ "absent if for ever.", example = "P30D") @Nullable String afterEnd,
			@Schema(description = "How long the reports of campaigns are kept that are gone; absent if for ever.",
					example = "P3650D") @Nullable String reports,
			@Schema(description = "How long the entries of the audit are kept about campaigns that are gone; absent "
					+ "if for ever.", example = "P3650D") @Nullable String audit) {
	}

}
