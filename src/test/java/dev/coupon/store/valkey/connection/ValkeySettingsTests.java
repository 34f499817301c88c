package dev.coupon.store.valkey.connection;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The settings of the store on Valkey or Redis. */
class ValkeySettingsTests {

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			redis-sentinel://a:26379,b:26379#coupons | true
			rediss-sentinel://a:26379,b:26379#coupons | true
			redis://a:6379 | false
			rediss://redis-sentinel:6379 | false
			""")
	void tellsUrlsOfSentinels(String url, boolean behindSentinels) {
		assertThat(new ValkeySettings(url, "", "", "", 0, false).isBehindSentinels()).isEqualTo(behindSentinels);
	}

}
