package dev.coupon.web.input;

import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * The settings {@code coupon.body}: limits of request bodies.
 *
 * @param maxSize Largest request body that is accepted, at least 1B.
 * @param maxTime Longest time that a request body may take to arrive.
 */
public record BodySettings(@DefaultValue("64KB") DataSize maxSize,
		@DefaultValue("10s") @DurationMin(millis = 100) @DurationMax(hours = 1) Duration maxTime) {

	public BodySettings {
		if (maxSize.toBytes() < 1) {
			throw new IllegalArgumentException("coupon.body.max-size must be 1B or more");
		}
	}

}
