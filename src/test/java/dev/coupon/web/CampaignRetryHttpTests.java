package dev.coupon.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coupon.testing.Api;
import dev.coupon.testing.Api.Answer;
import dev.coupon.testing.HttpTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Requests to create a campaign that are sent again. */
@HttpTest
class CampaignRetryHttpTests {

	private static final String CAMPAIGNS = "/api/v1/campaigns";

	private final Api api;

	@Autowired
	CampaignRetryHttpTests(Api api) {
		this.api = api;
	}

	@Test
	void createsOneCampaignForARepeatedRequestWithoutAnId() {
		Answer created = createWithKey("spring-sale", 10);

		Answer repeated = createWithKey("spring-sale", 10);
		assertThat(created.status()).isEqualTo(201);
		assertThat(repeated.status()).isEqualTo(200);
		assertThat(repeated.json()).isEqualTo(created.json());
		assertThat(createWithKey("spring-sale", 11).problem()).isEqualTo("idempotency-key-reused");
		assertThat(createWithKey("summer-sale", 10).json().path("id")).isNotEqualTo(created.json().path("id"));
	}

	private Answer createWithKey(String key, int maxCoupons) {
		return create(Api.settingsWithoutId(maxCoupons), key);
	}

	@Test
	void goesByTheIdIfThereIsOne() {
		String settings = Api.settings(Api.newId(), 10);

		assertThat(create(settings, "one").status()).isEqualTo(201);
		assertThat(create(settings, "two").status()).isEqualTo(200);
		assertThat(create(Api.settings(Api.newId(), 10), "one").status()).isEqualTo(201);
	}

	private Answer create(String settings, String key) {
		return api.request("POST", CAMPAIGNS).header("Idempotency-Key", key).json(settings).send();
	}

}
