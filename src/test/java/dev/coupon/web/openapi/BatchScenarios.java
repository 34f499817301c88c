package dev.coupon.web.openapi;

import dev.coupon.testing.Api;
import java.util.List;

/** The scenarios about lists, exports and batches of coupons. */
final class BatchScenarios {

	private final Scenarios all;

	private final Api api;

	BatchScenarios(Scenarios all, Api api) {
		this.all = all;
		this.api = api;
	}

	void addAll() {
		all.add("listCoupons", 200,
				() -> api.request("GET", all.campaign(1) + "/coupons?from=2026-01-01&redeemed=false&zone=Asia/Seoul")
					.header("Accept", "text/csv")
					.send());
		for (String type : List.of("application/json", "text/csv", "application/x-ndjson")) {
			all.add("listCoupons", 200, () -> {
				String coupons = all.campaign(3) + "/coupons";
				api.post(coupons);
				api.post(coupons);
				return api.request("GET", coupons + "?limit=1").header("Accept", type).send();
			});
		}
		all.add("listCoupons", 200,
				() -> api.request("GET", all.campaign(1) + "/coupons?csv=spreadsheet")
					.header("Accept", "text/csv")
					.send());
		for (String body : List.of("application/json: {\"items\": [{\"userId\": \"alice\"}]}", "text/csv: alice",
				"application/x-ndjson: {\"userId\": \"\"}")) {
			String[] parts = body.split(": ", 2);
			all.add("issueBatch", 200,
					() -> api.request("POST", all.campaign(1) + "/coupons/batch")
						.header("Content-Type", parts[0])
						.body(parts[1])
						.send());
		}
		all.add("issueBatch", 404, "campaign-not-found",
				() -> api.request("POST", "/api/v1/campaigns/none/coupons/batch").json("{\"items\": [{}]}").send());
	}

}
