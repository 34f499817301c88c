package dev.coupon;

import dev.coupon.caller.Rate;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.NestedConfigurationProperty;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.convert.DurationUnit;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * Every setting of the service's own.
 *
 * @param timeZone Where dates without an offset are meant, unless their campaign names a
 * zone. The system's zone if absent.
 * @param maxBodySize Largest request body that is accepted.
 * @param maxBodyTime How long a request body may take to arrive, in seconds unless a unit
 * is given.
 * @param warmUpRequests How many coupons are asked for, of a store apart, before the
 * service says that it is ready. 0 for none.
 * @param meteredCampaigns How many campaigns, the busiest, have metrics of their own.
 * @param retention How long ended campaigns are kept.
 * @param store Where campaigns and coupons are kept.
 * @param memory Limits of the in-memory store.
 * @param sqlite The store in a file.
 * @param postgresql The store on a server.
 * @param batch How the stores in databases group requests.
 * @param security Who may ask for what.
 * @param limits How often.
 * @param connect What the source system's clients get.
 */
@Validated
@ConfigurationProperties(prefix = "coupon", ignoreUnknownFields = false)
public record CouponProperties(@Nullable ZoneId timeZone, @DefaultValue("64KB") DataSize maxBodySize,
		@DefaultValue("10s") @DurationMin(millis = 100) @DurationMax(
				hours = 1) @DurationUnit(ChronoUnit.SECONDS) Duration maxBodyTime,
		@DefaultValue("5000") @Min(0) @Max(1_000_000) int warmUpRequests,
		@DefaultValue("10") @Min(0) @Max(1_000) int meteredCampaigns, @Valid @DefaultValue Retention retention,
		@DefaultValue("memory") Store store, @Valid @DefaultValue Memory memory, @Valid @DefaultValue Sqlite sqlite,
		@Valid @DefaultValue Postgresql postgresql, @Valid @DefaultValue Batch batch,
		@Valid @DefaultValue @NestedConfigurationProperty SecuritySettings security, @Valid @DefaultValue Limits limits,
		@Valid @DefaultValue Connect connect) {

	/** Where campaigns and coupons are kept. */
	public enum Store {

		/** In the memory of the service, which forgets them when it stops. */
		MEMORY,
		/** In a file, for one instance of the service. */
		SQLITE,
		/** On a server, for any number of instances. */
		POSTGRESQL

	}

	/**
	 * How long ended campaigns are kept.
	 *
	 * @param afterEnd How long a campaign is kept after its end and the expiry of its
	 * last coupon, in days unless a unit is given. 0 keeps it for ever.
	 * @param interval How long to wait between two purges, in seconds unless a unit is
	 * given.
	 * @param batchSize How many coupons are erased in one step at most.
	 */
	public record Retention(
			@DefaultValue("30d") @DurationMin(nanos = 0) @DurationMax(
					days = 365_000) @DurationUnit(ChronoUnit.DAYS) Duration afterEnd,
			@DefaultValue("1m") @DurationMin(millis = 100) @DurationMax(
					days = 365) @DurationUnit(ChronoUnit.SECONDS) Duration interval,
			@DefaultValue("10000") @Min(1) @Max(1_000_000) int batchSize) {
	}

	/**
	 * Limits of the in-memory store.
	 *
	 * @param maxHeapPercent How full the heap's space for long-lived objects may become
	 * before work that needs more memory is refused as overloaded.
	 */
	public record Memory(@DefaultValue("85") @Min(10) @Max(95) int maxHeapPercent) {
	}

	/**
	 * The store in a file.
	 *
	 * @param file The file, which is created if there is none. Two more files lie beside
	 * it, which belong to it.
	 */
	public record Sqlite(@DefaultValue("data/coupons.db") Path file) {
	}

	/**
	 * The store on a server.
	 *
	 * @param url Where the database is, as the PostgreSQL JDBC driver reads it.
	 * @param user The database's user.
	 * @param password The user's password.
	 * @param maxConnections How many connections are opened to the server at most, half
	 * of them for reading.
	 */
	public record Postgresql(@DefaultValue("jdbc:postgresql://localhost:5432/coupons") String url,
			@DefaultValue("coupons") String user, @DefaultValue("") String password,
			@DefaultValue("10") @Min(2) @Max(1_000) int maxConnections) {
	}

	/**
	 * How the stores in databases group requests.
	 *
	 * @param maxSize How many requests share a transaction at most.
	 * @param maxWaiting How many requests may wait for the database before others are
	 * refused as overloaded.
	 * @param deadline How long a request waits, and how long the database is asked again
	 * when it fails, before the request is refused as overloaded; in seconds unless a
	 * unit is given.
	 */
	public record Batch(@DefaultValue("256") @Min(1) @Max(10_000) int maxSize,
			@DefaultValue("10000") @Min(1) @Max(1_000_000) int maxWaiting, @DefaultValue("5s") @DurationMin(
					millis = 100) @DurationMax(minutes = 5) @DurationUnit(ChronoUnit.SECONDS) Duration deadline) {
	}

	/**
	 * How often something may be asked, of each instance of the service.
	 *
	 * @param failedLookUps How often a caller may ask for codes that are no coupon's.
	 * @param failedAuthentications How often an address may send keys that are none.
	 * @param issuesPerKey How many coupons may be asked for with a key.
	 * @param issuesPerUser How many coupons of a campaign may be asked for with a userId.
	 */
	public record Limits(@DefaultValue("100/1m") Rate failedLookUps, @DefaultValue("30/1m") Rate failedAuthentications,
			@DefaultValue("0") Rate issuesPerKey, @DefaultValue("0") Rate issuesPerUser) {
	}

	/**
	 * What the source system's clients get.
	 *
	 * @param maxCodes How many of a campaign's issued codes they are told at most, the
	 * first ones.
	 */
	public record Connect(@DefaultValue("1000") @Min(0) @Max(100_000) int maxCodes) {
	}

	public CouponProperties {
		if (maxBodySize.toBytes() < 1) {
			throw new IllegalArgumentException("coupon.max-body-size must be 1B or more");
		}
	}

	/** The zone in which dates without an offset are meant. */
	public ZoneId zone() {
		return Objects.requireNonNullElse(timeZone, ZoneId.systemDefault());
	}
}
