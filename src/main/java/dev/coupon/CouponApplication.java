package dev.coupon;

import com.github.benmanes.caffeine.cache.Ticker;
import dev.coupon.security.key.command.NewKeyCommand;
import dev.coupon.service.retention.RetentionSettings;
import dev.coupon.service.system.SystemFacts;
import dev.coupon.service.system.SystemFacts.KeptEvidence;
import dev.coupon.start.stop.StopLimit;
import dev.coupon.store.command.MoveCommands;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.boot.grpc.server.autoconfigure.security.GrpcServerOAuth2ResourceServerAutoConfiguration;
import org.springframework.boot.grpc.server.autoconfigure.security.GrpcServerSecurityAutoConfiguration;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.scheduling.annotation.EnableScheduling;

/** The application. It provides the only clock and the only source of random numbers. */
// Of gRPC's security, only the service's own is used.
@SpringBootApplication(
		exclude = { GrpcServerSecurityAutoConfiguration.class, GrpcServerOAuth2ResourceServerAutoConfiguration.class })
@ConfigurationPropertiesScan
@Import(RoomSettings.class)
@EnableScheduling
public class CouponApplication {

	/** The exit code for wrong arguments. */
	private static final int MISUSED = 2;

	/** Starts the service, or runs the command that the first argument names. */
	public static void main(String[] args) {
		List<String> rest = List.of(args).subList(Math.min(1, args.length), args.length);
		switch (args.length == 0 ? "" : args[0]) {
			case NewKeyCommand.NAME ->
				exitUnlessZero(new NewKeyCommand(new SecureRandom(), System.out, System.err).run(rest));
			case MoveCommands.EXPORT, MoveCommands.IMPORT ->
				exitUnlessZero(new StoreCommand(CouponApplication::addSources).run(args[0], rest));
			default -> serve(args);
		}
	}

	private static void serve(String[] args) {
		Optional<String> unknown = Arrays.stream(args)
			.filter(arg -> !arg.startsWith("--") || arg.equals("--help"))
			.findFirst();
		if (unknown.isPresent()) {
			System.err.printf(
					"%s is neither a command nor a setting: the commands are %s NAME [ROLE ...], %s ID and %s, "
							+ "and settings are written --name=value.%n",
					unknown.get(), NewKeyCommand.NAME, MoveCommands.EXPORT, MoveCommands.IMPORT);
			exitUnlessZero(MISUSED);
			return;
		}
		SpringApplication application = new SpringApplication(CouponApplication.class);
		application.addListeners(new StopLimit());
		application.run(args);
	}

	/** The same sources of time and random numbers for commands that open the store. */
	static void addSources(GenericApplicationContext context) {
		context.registerBean(Ticker.class, Ticker::systemTicker);
		context.registerBean(Clock.class, Clock::systemUTC);
		context.registerBean(RandomGenerator.class, () -> new SecureRandom());
	}

	private static void exitUnlessZero(int code) {
		if (code != 0) {
			System.exit(code);
		}
	}

	/** The time for durations. Nobody can set it, so that it never jumps. */
	@Bean
	Ticker ticker() {
		return Ticker.systemTicker();
	}

	@Bean
	Clock clock() {
		return Clock.systemUTC();
	}

	/** The time zone of dates without an offset. */
	@Bean
	ZoneId timeZone(CouponProperties properties) {
		return Objects.requireNonNullElse(properties.timeZone(), ZoneId.systemDefault());
	}

	/** The facts that operators ask for. */
	@Bean
	SystemFacts systemFacts(CouponProperties properties, ZoneId timeZone, ApplicationContext context) {
		RetentionSettings retention = properties.retention();
		return new SystemFacts(properties.store().toString(), timeZone, retention.afterEnd(),
				new KeptEvidence(retention.reports(), retention.audit()),
				Instant.ofEpochMilli(context.getStartupDate()));
	}

	@Bean
	RandomGenerator random() {
		return new SecureRandom();
	}

}
