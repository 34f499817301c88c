package dev.coupon.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coupon.monitoring.Query.Condition;
import dev.coupon.monitoring.Query.Selector;
import java.util.List;
import org.junit.jupiter.api.Test;

class QueryTests {

	private final Query query = new Query("test", """
			histogram_quantile(0.99, sum by (le, uri) (rate(a_bucket{uri="/{id}", status!~"5.."}[$__rate_interval])))
			  and on (job) (max(b) offset 5m or vector(0)) / c > 1.5e3""");

	@Test
	void findsMetricsWithTheirConditionsButNoFunctionsAndLabels() {
		assertThat(query.selectors()).containsExactly(
				new Selector("a_bucket",
						List.of(new Condition("uri", "=", "/{id}"), new Condition("status", "!~", "5.."))),
				new Selector("b", List.of()), new Selector("c", List.of()));
	}

	@Test
	void findsWhatIsGroupedBy() {
		assertThat(query.grouping()).containsExactly("job", "le", "uri");
	}

	@Test
	void selectsBySeriesAndTheirLabels() {
		Selector selector = query.selectors().getFirst();

		assertThat(Series.of("""
				# HELP a_bucket not a series
				a_bucket{uri="/{id}",status="200",le="1.0"} 1
				""")).singleElement().matches(selector::selects);
		assertThat(Series.of("""
				a_bucket{uri="/{id}",status="500"} 1
				a_bucket{uri="/",status="200"} 1
				a_bucket{uri="/{id}"} 1
				a_count{uri="/{id}",status="200"} 1
				""")).hasSize(4).noneMatch(selector::selects);
	}

}
