package dev.coupon.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coupon.domain.port.failure.OverloadedException;
import dev.coupon.testing.Api;
import dev.coupon.testing.HttpTest;
import dev.coupon.testing.TestSetup.StoreFailure;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.context.ApplicationContext;
import org.springframework.scheduling.config.ScheduledTaskHolder;
import org.springframework.test.context.TestPropertySource;

/**
 * Dashboard and alerts ask for series that the service has, once all has happened to it.
 */
@HttpTest
@TestPropertySource(
		properties = { "coupon.limits.failed-look-ups=1/1m", "coupon.webhooks.allowed-networks=127.0.0.0/8" })
class MetricsTests {

	private final Api api;

	private final ApplicationContext service;

	private final StoreFailure failure;

	@Autowired
	MetricsTests(Api api, ApplicationContext service, StoreFailure failure) {
		this.api = api;
		this.service = service;
		this.failure = failure;
	}

	/** Whether the store that is tested has a metric at all. */
	boolean isKnown(String metric) {
		return isOfTheService(metric) && !metric.startsWith("coupon_store_") && !metric.startsWith("hikaricp_");
	}

	/**
	 * Tells whether the service has the metric, and not the program that makes backups,
	 * nor only a service that shares rates.
	 */
	static boolean isOfTheService(String metric) {
		return !metric.startsWith("coupon_backup_") && !metric.equals("coupon_limits_alone_total");
	}

	@BeforeEach
	@Timeout(30)
	void haveEverythingHappen() {
		String coupons = "/api/v1/campaigns/" + api.create(1) + "/coupons";
		api.post(coupons);
		api.post(coupons);
		failure.during(() -> new OverloadedException("test"), () -> api.post(coupons));
		api.post("/api/v1/webhooks", "{\"url\": \"http://127.0.0.1:9/\", \"types\": [\"coupon.issued\"]}");
		api.get("/api/v1/coupons/GUESS");
		api.get("/api/v1/coupons/GUESS");
		AvailabilityChangeEvent.publish(service, ReadinessState.REFUSING_TRAFFIC);
		api.get("/actuator/health/readiness");
		AvailabilityChangeEvent.publish(service, ReadinessState.ACCEPTING_TRAFFIC);
		service.getBean(ScheduledTaskHolder.class)
			.getScheduledTasks()
			.forEach(task -> task.getTask().getRunnable().run());
		System.gc();
		while (scrape().noneMatch(series -> series.metric().equals("jvm_gc_pause_seconds_sum"))) {
			Thread.onSpinWait();
		}
	}

	private Stream<Series> scrape() {
		return Series.of(api.get("/actuator/prometheus").body());
	}

	/** What the service says, and what Prometheus adds. */
	private List<Series> series() {
		Stream<Series> alerts = MonitoringFiles.alerts()
			.stream()
			.map(alert -> new Series("ALERTS",
					Map.of("alertname", alert.path("alert").asString(), "alertstate", "firing")));
		return Stream.of(scrape(), alerts, Stream.of(new Series("up", Map.of()))).flatMap(some -> some).toList();
	}

	@Test
	void haveASeriesForEachQuery() {
		List<Series> series = series();
		for (Query query : MonitoringFiles.queries()) {
			assertThat(query.selectors()).as(query.toString()).isNotEmpty();
			for (Query.Selector selector : query.selectors()) {
				if (isKnown(selector.metric())) {
					assertThat(series).as("%s: %s", query, selector).anyMatch(selector::selects);
				}
				else {
					assertThat(series).extracting(Series::metric).doesNotContain(selector.metric());
				}
			}
		}
	}

	@Test
	void haveTheLabelsThatQueriesGroupBy() {
		List<Series> series = series();
		for (Query query : MonitoringFiles.queries()) {
			for (Query.Selector selector : query.selectors()) {
				assertThat(series.stream().filter(selector::selects)).as("%s: %s", query, selector)
					.allSatisfy(found -> assertThat(found.labels().keySet()).containsAll(query.grouping()));
			}
		}
	}

}
