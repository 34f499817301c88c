package dev.coupon;

import dev.coupon.store.OpenStore;
import dev.coupon.store.command.MoveCommands;
import dev.coupon.store.layer.StoreConfiguration;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.ComponentScan.Filter;
import org.springframework.context.annotation.FilterType;
import org.springframework.context.annotation.Import;
import org.springframework.context.support.GenericApplicationContext;

/**
 * Runs a command on the store that the settings of the service name, without the service.
 * The log goes to the standard error, because the standard output is for the command.
 */
final class StoreCommand {

	/** The exit code for wrong arguments. */
	private static final int MISUSED = 2;

	private final Consumer<GenericApplicationContext> sources;

	/**
	 * @param sources adds the sources of time and random numbers to a context
	 */
	StoreCommand(Consumer<GenericApplicationContext> sources) {
		this.sources = sources;
	}

	/** The beans of the store and its settings. Only those that are used are made. */
	@Import({ RoomSettings.class, StoreConfiguration.class, SimpleMeterRegistry.class })
	@EnableConfigurationProperties(CouponProperties.class)
	@ComponentScan(basePackages = "dev.coupon.store", useDefaultFilters = false,
			includeFilters = @Filter(type = FilterType.REGEX, pattern = ".*StoreFactory"))
	static final class Beans {

	}

	/**
	 * Runs a command.
	 * @param args the id of the campaign, if the command needs it, and settings
	 * @return the exit code
	 */
	int run(String command, List<String> args) {
		List<String> ids = args.stream().filter(arg -> !arg.startsWith("--")).toList();
		if (ids.size() != (command.equals(MoveCommands.EXPORT) ? 1 : 0)) {
			System.err.printf("Usage: %s ID [settings of the store] > FILE, or %s [settings of the store] < FILE.%n",
					MoveCommands.EXPORT, MoveCommands.IMPORT);
			return MISUSED;
		}
		PrintStream out = System.out;
		System.setOut(System.err);
		try (ConfigurableApplicationContext context = start(args)) {
			MoveCommands commands = new MoveCommands(context.getBean(OpenStore.class).moves(), System.err);
			return ids.isEmpty() ? commands.importFrom(System.in) : commands.exportTo(out, ids.getFirst());
		}
		finally {
			System.setOut(out);
		}
	}

	private ConfigurableApplicationContext start(List<String> args) {
		SpringApplication application = new SpringApplication(Beans.class);
		application.setWebApplicationType(WebApplicationType.NONE);
		application.setLazyInitialization(true);
		application.setLogStartupInfo(false);
		application.setDefaultProperties(Map.of("logging.level.root", "warn"));
		application.addInitializers(context -> sources.accept((GenericApplicationContext) context));
		return application.run(args.stream().filter(arg -> arg.startsWith("--")).toArray(String[]::new));
	}

}
