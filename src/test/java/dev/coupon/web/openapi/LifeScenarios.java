package dev.coupon.web.openapi;

import dev.coupon.domain.port.CampaignRepository;
import dev.coupon.testing.Api;
import dev.coupon.testing.SettableClock;
import dev.coupon.testing.TwoCoupons;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** The scenarios about what becomes of coupons and campaigns, and about the audit. */
final class LifeScenarios {

	private static final String DRY_RUN = "/api/v1/campaigns?dryRun=true";

	private final Scenarios all;

	private final Api api;

	private final SettableClock clock;

	private final CampaignRepository store;

	LifeScenarios(Scenarios all, Api api, SettableClock clock, CampaignRepository store) {
		this.all = all;
		this.api = api;
		this.clock = clock;
		this.store = store;
	}

	void addAll() {
		voids();
		history();
		campaigns();
		rhythm();
		wallet();
		all.add("readAudit", 200, () -> {
			api.post(all.campaign(1) + "/pause", "{\"reason\": \"Wrong price\"}");
			return api.get("/api/v1/audit?limit=1");
		});
		all.add("readAudit", 400, "invalid-request", () -> api.get("/api/v1/audit?limit=0"));
		all.add("readEvents", 200, () -> api.get("/api/v1/events?limit=1"));
		all.add("readEvents", 400, "invalid-request", () -> api.get("/api/v1/events?after=x"));
		reports();
		all.add("readMe", 200, () -> api.get("/api/v1/me"));
		all.add("readMe", 400, "invalid-request", () -> api.get("/api/v1/me?name=x"));
		all.add("readSystem", 200, () -> api.get("/api/v1/system"));
		all.add("readSystem", 400, "invalid-request", () -> api.get("/api/v1/system?name=x"));
		dryRuns();
	}

	private void reports() {
		all.add("reportCampaign", 200, () -> {
			String campaign = all.campaign(1);
			api.post(campaign + "/coupons");
			api.post(campaign + "/coupons");
			return api.get(campaign + "/report");
		});
		all.add("reportCampaign", 404, "campaign-not-found", () -> api.get("/api/v1/campaigns/none/report"));
		all.add("reportCampaign", 400, "invalid-request", () -> api.get("/api/v1/campaigns/-/report"));
		all.add("listReports", 200, () -> {
			all.gone();
			all.gone();
			return api.get("/api/v1/reports?limit=1");
		});
		all.add("listReports", 400, "invalid-request", () -> api.get("/api/v1/reports?after=0"));
		all.add("readReport", 200, () -> api.get(all.gone()));
		all.add("readReport", 404, "report-not-found", () -> api.get("/api/v1/reports/none"));
		all.add("readReport", 400, "invalid-request", () -> api.get("/api/v1/reports/-"));
	}

	private void dryRuns() {
		all.add("createCampaign", 200, () -> api.post(DRY_RUN, Api.settings(Api.newId(), 1)));
		all.add("createCampaign", 409, "campaign-exists", () -> api.post(DRY_RUN, Api.settings(api.create(1), 2)));
		all.add("createCampaign", 400, "invalid-request", () -> api.post(DRY_RUN, "{}"));
	}

	private void voids() {
		all.add("voidCoupon", 200, () -> api.post(all.coupon() + "/void", "{\"reason\": \"Stolen\"}"));
		all.add("voidCoupon", 404, "coupon-not-found", () -> api.post("/api/v1/coupons/none/void"));
		all.add("voidCoupon", 400, "ambiguous-code", () -> api.post(TwoCoupons.issued(store).path() + "/void"));
		all.add("voidCoupon", 409, "already-redeemed", () -> {
			String coupon = all.coupon();
			api.post(coupon + "/redemption");
			return api.post(coupon + "/void");
		});
		all.add("revokeVoid", 200, () -> {
			String coupon = all.coupon();
			api.post(coupon + "/void");
			return api.delete(coupon + "/void");
		});
		all.add("revokeVoid", 404, "coupon-not-found", () -> api.delete("/api/v1/coupons/none/void"));
		all.add("revokeVoid", 400, "ambiguous-code", () -> api.delete(TwoCoupons.issued(store).path() + "/void"));
		all.add("revokeVoid", 400, "invalid-request", () -> api.delete(all.coupon() + "/void?why=none"));
		all.add("revokeVoid", 409, "not-void", () -> api.delete(all.coupon() + "/void"));
		all.add("redeemCoupon", 410, "coupon-void", () -> {
			String coupon = all.coupon();
			api.post(coupon + "/void");
			return api.post(coupon + "/redemption");
		});
	}

	private void history() {
		all.add("readHistory", 200, () -> {
			String coupon = all.coupon();
			api.post(coupon + "/redemption", "{\"reference\": \"order-1\"}");
			api.delete(coupon + "/redemption");
			api.post(coupon + "/void", "{\"reason\": \"Stolen\"}");
			return api.get(coupon + "/history");
		});
		all.add("readHistory", 404, "coupon-not-found", () -> api.get("/api/v1/coupons/none/history"));
		all.add("readHistory", 400, "ambiguous-code", () -> api.get(TwoCoupons.issued(store).path() + "/history"));
		all.add("readHistory", 400, "invalid-request", () -> api.get(all.coupon() + "/history?limit=1"));
	}

	private void wallet() {
		for (String operation : List.of("listUserCoupons", "findUserCoupons")) {
			String path = operation.equals("listUserCoupons") ? "/api/v1/users/alice/coupons?"
					: "/api/v1/coupons?userId=alice&";
			all.add(operation, 200, () -> {
				String coupons = all.campaign(2) + "/coupons";
				api.post(coupons, "{\"userId\": \"alice\"}");
				api.post(coupons, "{\"userId\": \"alice\"}");
				return api.get(path + "limit=1&status=ISSUED");
			});
			all.add(operation, 400, "invalid-request", () -> api.get(path + "after=x"));
		}
		all.add("findUserCoupons", 400, "invalid-request", () -> api.get("/api/v1/coupons"));
	}

	private void rhythm() {
		all.add("createCampaign", 201, () -> api.post("/api/v1/campaigns", Api.settings(Api.newId(), 9, """
				, "openingHours": [{"days": ["MON"], "from": "10:00", "to": "24:00"}],
				"quota": {"per": "DAY", "maxCoupons": 5, "perUserLimit": 1}""")));
		all.add("issueCoupon", 409, "campaign-closed", () -> {
			LocalTime hour = LocalTime.ofInstant(clock.instant(), ZoneOffset.UTC).truncatedTo(ChronoUnit.HOURS);
			return api.post(all.campaign(9, """
					, "timeZone": "Z", "openingHours": [{"days": ["MON", "TUE", "WED", "THU", "FRI", "SAT", "SUN"],
					"from": "%s", "to": "%s"}]""".formatted(hour.plusHours(2), hour.plusHours(3))) + "/coupons");
		});
		all.add("issueCoupon", 409, "user-quota-reached", () -> {
			String coupons = all.campaign(9, ", \"quota\": {\"per\": \"DAY\", \"perUserLimit\": 1}") + "/coupons";
			api.post(coupons, "{\"userId\": \"alice\"}");
			return api.post(coupons, "{\"userId\": \"alice\"}");
		});
		all.add("issueCoupon", 409, "quota-exhausted", () -> {
			String coupons = all.campaign(9, ", \"quota\": {\"per\": \"DAY\", \"maxCoupons\": 1}") + "/coupons";
			api.post(coupons);
			return api.post(coupons);
		});
	}

	private void campaigns() {
		all.add("changeCampaign", 200,
				() -> api.patch(all.campaign(1), "{\"couponsExtendedTo\": \"%s\", \"couponValidFor\": \"P3D\"}"
					.formatted(clock.instant().plusSeconds(1))));
		all.add("changeCampaign", 400, "extension-not-later",
				() -> api.patch(all.campaign(1), "{\"couponsExtendedTo\": \"%s\"}".formatted(clock.instant())));
	}

}
