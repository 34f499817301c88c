package dev.coupon.web.openapi;

import static java.util.Map.entry;

import dev.coupon.testing.Api;
import dev.coupon.testing.Api.Call;
import java.util.Map;
import java.util.function.Supplier;

/** A good request of each operation, for what can go wrong with all of them. */
final class OperationRequests {

	private static final String CAMPAIGNS = "/api/v1/campaigns";

	private final Scenarios all;

	private final Api api;

	OperationRequests(Scenarios all, Api api) {
		this.all = all;
		this.api = api;
	}

	/** A request of each operation that a working service has no objection to. */
	Map<String, Supplier<Call>> all() {
		return Map.ofEntries(
				entry("createCampaign", () -> api.request("POST", CAMPAIGNS).json(Api.settings(Api.newId(), 1))),
				entry("listCampaigns", () -> api.request("GET", CAMPAIGNS)),
				entry("readCampaign", () -> api.request("GET", all.campaign(1))),
				entry("changeCampaign", () -> api.request("PATCH", all.campaign(1)).json("{}")),
				entry("pauseCampaign", () -> api.request("POST", all.campaign(1) + "/pause").json("{}")),
				entry("resumeCampaign", () -> api.request("POST", all.campaign(1) + "/resume").json("{}")),
				entry("deleteCampaign", () -> api.request("DELETE", all.campaign(1))),
				entry("issueCoupon", () -> api.request("POST", all.campaign(1) + "/coupons").json("{}")),
				entry("issueBatch",
						() -> api.request("POST", all.campaign(1) + "/coupons/batch").json("{\"items\": [{}]}")),
				entry("importCodes", () -> CodeScenarios.upload(api)),
				entry("dropCodes", () -> api.request("DELETE", CodeScenarios.codes(api))),
				entry("listCoupons", () -> api.request("GET", all.campaign(1) + "/coupons")),
				entry("readCoupon", () -> api.request("GET", all.coupon())),
				entry("redeemCoupon", () -> api.request("POST", all.coupon() + "/redemption").json("{}")),
				entry("rollBackRedemption", () -> api.request("DELETE", all.coupon() + "/redemption")),
				entry("voidCoupon", () -> api.request("POST", all.coupon() + "/void").json("{}")),
				entry("revokeVoid", () -> api.request("DELETE", all.coupon() + "/void")),
				entry("readHistory", () -> api.request("GET", all.coupon() + "/history")),
				entry("listUserCoupons", () -> api.request("GET", "/api/v1/users/alice/coupons")),
				entry("findUserCoupons", () -> api.request("GET", "/api/v1/coupons?userId=alice")),
				entry("readAudit", () -> api.request("GET", "/api/v1/audit")),
				entry("reportCampaign", () -> api.request("GET", all.campaign(1) + "/report")),
				entry("listReports", () -> api.request("GET", "/api/v1/reports")),
				entry("readReport", () -> api.request("GET", all.gone())),
				entry("readEvents", () -> api.request("GET", "/api/v1/events?limit=1")),
				entry("readMe", () -> api.request("GET", "/api/v1/me")),
				entry("readSystem", () -> api.request("GET", "/api/v1/system")));
	}

}
