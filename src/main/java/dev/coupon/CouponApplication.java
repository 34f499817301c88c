package dev.coupon;

import dev.coupon.security.key.KeySettings;
import dev.coupon.security.key.NewApiKey;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.ZoneId;
import java.util.Objects;
import java.util.random.RandomGenerator;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.scheduling.annotation.EnableScheduling;

/** Starts the service. Time and chance come from here and from nowhere else. */
@SpringBootApplication
@ConfigurationPropertiesScan
@Import(RoomSettings.class)
@EnableScheduling
public class CouponApplication {

	private static final String NEW_KEY = "new-key";

	/**
	 * Starts the service; with the arguments {@code new-key} and a name it makes an API
	 * key instead.
	 */
	public static void main(String[] args) {
		if (args.length > 0 && args[0].equals(NEW_KEY)) {
			String name = args.length == 2 ? args[1] : "";
			System.out.println(name.matches(KeySettings.NAME) ? NewApiKey.draw(new SecureRandom()).instructions(name)
					: KeySettings.NAME_RULE);
		}
		else {
			SpringApplication.run(CouponApplication.class, args);
		}
	}

	@Bean
	Clock clock() {
		return Clock.systemUTC();
	}

	/** The zone of dates without an offset. */
	@Bean
	ZoneId timeZone(CouponProperties properties) {
		return Objects.requireNonNullElse(properties.timeZone(), ZoneId.systemDefault());
	}

	@Bean
	RandomGenerator random() {
		return new SecureRandom();
	}

}
