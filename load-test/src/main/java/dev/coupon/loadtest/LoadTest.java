package dev.coupon.loadtest;

import static io.gatling.javaapi.core.CoreDsl.atOnceUsers;
import static io.gatling.javaapi.core.CoreDsl.constantUsersPerSec;
import static io.gatling.javaapi.core.CoreDsl.rampUsers;
import static io.gatling.javaapi.http.HttpDsl.http;

import dev.coupon.loadtest.settings.InvalidSettingsException;
import dev.coupon.loadtest.settings.LoadTestSettings;
import dev.coupon.loadtest.verdict.CouponService;
import dev.coupon.loadtest.verdict.Judge;
import dev.coupon.loadtest.verdict.ServiceException;
import dev.coupon.loadtest.verdict.Verdict;
import io.gatling.javaapi.core.OpenInjectionStep;
import io.gatling.javaapi.core.Simulation;
import io.gatling.javaapi.http.HttpProtocolBuilder;
import java.time.Clock;
import java.util.concurrent.ThreadLocalRandom;

/** Creates campaigns, lets users at them, and judges what they got. Gatling starts it. */
public final class LoadTest extends Simulation {

	private final Run run;

	private final CouponService service;

	public LoadTest() {
		LoadTestSettings settings = settings();
		service = service(settings);
		run = new Run(settings, newName());
		System.out.println(settings.describe());
		UserActions actions = new UserActions(run);
		setUp(actions.creation().injectOpen(atOnceUsers(1)).andThen(actions.users().injectOpen(arrivals(settings))))
			.protocols(protocol(settings));
	}

	@Override
	public void after() {
		Verdict verdict = run.isStopped() ? Verdict.unknown("no load, since " + run.obstacle())
				: new Judge(service).judge(run.campaigns());
		Ending.onExit(new Summary(run, verdict).text(), verdict);
	}

	private static LoadTestSettings settings() {
		try {
			return LoadTestSettings.read(System::getProperty, Clock.systemUTC());
		}
		catch (InvalidSettingsException ex) {
			throw Ending.before(ex);
		}
	}

	private static CouponService service(LoadTestSettings settings) {
		try {
			CouponService service = new CouponService(settings.url());
			service.greet();
			return service;
		}
		catch (ServiceException ex) {
			throw Ending.before(ex);
		}
	}

	/** Begins the names of campaigns; no other run has it. */
	private static String newName() {
		String time = Long.toString(System.currentTimeMillis(), Character.MAX_RADIX);
		return "load-" + time + "-" + ThreadLocalRandom.current().nextInt(1_000);
	}

	private static OpenInjectionStep arrivals(LoadTestSettings settings) {
		return settings.rate().isPresent() ? constantUsersPerSec(settings.rate().getAsInt()).during(settings.time())
				: settings.rampUp().isZero() ? atOnceUsers(settings.users())
						: rampUsers(settings.users()).during(settings.rampUp());
	}

	/**
	 * Answers must not come from Gatling's cache. At a rate, nobody stays to keep a
	 * connection.
	 */
	private static HttpProtocolBuilder protocol(LoadTestSettings settings) {
		HttpProtocolBuilder protocol = http.baseUrl(settings.url().toString())
			.acceptHeader("application/json")
			.contentTypeHeader("application/json")
			.userAgentHeader("coupon-load-test")
			.disableCaching()
			.disableFollowRedirect()
			.disableWarmUp();
		return settings.rate().isPresent() ? protocol.shareConnections() : protocol;
	}

}
