package dev.coupon.web.openapi;

import dev.coupon.domain.CodeFormat.Charset;
import dev.coupon.domain.log.Act;
import dev.coupon.domain.port.CampaignRepository;
import dev.coupon.domain.port.failure.OutcomeUnknownException;
import dev.coupon.domain.port.failure.OverloadedException;
import dev.coupon.testing.Api;
import dev.coupon.testing.Api.Answer;
import dev.coupon.testing.Api.Call;
import dev.coupon.testing.CampaignBuilder;
import dev.coupon.testing.SettableClock;
import dev.coupon.testing.TestSetup;
import dev.coupon.testing.TwoCoupons;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** For each answer that each operation can give, an exchange that leads to it. */
final class Scenarios {

	private static final String CAMPAIGNS = "/api/v1/campaigns";

	private static final Set<String> WITH_A_BODY = Set.of("createCampaign", "changeCampaign", "pauseCampaign",
			"resumeCampaign", "issueCoupon", "issueBatch", "redeemCoupon", "voidCoupon");

	private final Api api;

	private final TestSetup.StoreFailure failure;

	private final SettableClock clock;

	private final CampaignRepository store;

	private final List<Scenario> all = new ArrayList<>();

	/**
	 * An exchange, and the answer it leads to; {@code problem} is empty for a success.
	 */
	record Scenario(String operationId, int status, String problem, Supplier<Answer> exchange) {
		String name() {
			return (operationId + " " + status + " " + problem).strip();
		}
	}

	Scenarios(Api api, TestSetup.StoreFailure failure, SettableClock clock, CampaignRepository store) {
		this.api = api;
		this.failure = failure;
		this.clock = clock;
		this.store = store;
		campaignSuccesses();
		campaignProblems();
		couponSuccesses();
		issueProblems();
		redemptionProblems();
		new BatchScenarios(this, api).addAll();
		new CodeScenarios(this, api).addAll();
		new LifeScenarios(this, api, clock, store).addAll();
		new WebhookScenarios(this, api).addAll();
		new OperationRequests(this, api).all().forEach(this::problemsOfAny);
		WebhookScenarios.requests(api).forEach(this::problemsOfAny);
	}

	List<Scenario> all() {
		return all;
	}

	void add(String operationId, int status, Supplier<Answer> exchange) {
		all.add(new Scenario(operationId, status, "", exchange));
	}

	void add(String operationId, int status, String problem, Supplier<Answer> exchange) {
		all.add(new Scenario(operationId, status, problem, exchange));
	}

	private void problemsOfAny(String operation, Supplier<Call> request) {
		if (!operation.equals("readMe")) {
			add(operation, 503, "overloaded", () -> failing(request, () -> new OverloadedException("busy")));
			add(operation, 503, "outcome-unknown",
					() -> failing(request, () -> new OutcomeUnknownException("lost", null)));
			add(operation, 500, "internal-error", () -> failing(request, () -> new IllegalStateException("a bug")));
		}
		if (!operation.startsWith("delete")) {
			add(operation, 406, "not-acceptable", () -> request.get().header("Accept", "image/png").send());
		}
		if (WITH_A_BODY.contains(operation) || WebhookScenarios.WITH_A_BODY.contains(operation)) {
			add(operation, 400, "invalid-request", () -> request.get().body("{\"nonsense\": 1}").send());
			add(operation, 400, "malformed-json", () -> request.get().body("{").send());
			add(operation, 413, "payload-too-large", () -> request.get().body(" ".repeat(16 * 65_536 + 1)).send());
			add(operation, 415, "unsupported-media-type",
					() -> request.get().header("Content-Encoding", "gzip").send());
		}
	}

	private Answer failing(Supplier<Call> request, Supplier<@Nullable RuntimeException> failed) {
		Call call = request.get();
		return failure.during(failed, call::send);
	}

	String campaign(int maxCoupons) {
		return campaign(maxCoupons, "");
	}

	String campaign(int maxCoupons, String more) {
		return CAMPAIGNS + "/" + api.create(maxCoupons, more);
	}

	String gone() {
		String campaign = campaign(1);
		api.delete(campaign);
		return campaign.replace("campaigns", "reports");
	}

	String coupon() {
		return coupon("");
	}

	private String coupon(String more) {
		return "/api/v1/coupons/" + api.issue(api.create(1, more));
	}

	private void campaignSuccesses() {
		add("createCampaign", 201, () -> api.post(CAMPAIGNS, Api.settings(Api.newId(), 1, """
				, "name": "Everything", "perUserLimit": 2, "timeZone": "Asia/Seoul", "couponValidFor": "P30D",
				"codeFormat": {"charset": "HANGUL", "length": 10, "prefix": "A", "suffix": "Z"},
				"metadata": {"owner": "marketing"}""")));
		add("createCampaign", 200, () -> {
			String settings = Api.settings(Api.newId(), 1);
			api.post(CAMPAIGNS, settings);
			return api.post(CAMPAIGNS, settings);
		});
		add("createCampaign", 200, () -> twiceWithAKey(Api.settingsWithoutId(1), Api.settingsWithoutId(1)));
		add("listCampaigns", 200, () -> api.get(CAMPAIGNS + "?status=ACTIVE&q=test&limit=1"));
		add("readCampaign", 200, () -> {
			String campaign = campaign(2);
			api.post(campaign + "/coupons");
			api.post(campaign + "/coupons");
			return api.get(campaign + "?codes=1");
		});
		add("changeCampaign", 200, () -> api.patch(campaign(1), "{\"maxCoupons\": 2}"));
		add("pauseCampaign", 200, () -> api.post(campaign(1) + "/pause"));
		add("resumeCampaign", 200, () -> api.post(campaign(1) + "/resume"));
		add("deleteCampaign", 204, () -> api.delete(campaign(1)));
	}

	private void campaignProblems() {
		add("createCampaign", 409, "campaign-exists", () -> api.post(CAMPAIGNS, Api.settings(api.create(1), 2)));
		add("createCampaign", 400, "invalid-request",
				() -> api.request("POST", CAMPAIGNS).header("Idempotency-Key", "é").json("{}").send());
		add("createCampaign", 422, "idempotency-key-reused",
				() -> twiceWithAKey(Api.settingsWithoutId(1), Api.settingsWithoutId(2)));
		add("createCampaign", 409, "code-space-exhausted", () -> {
			String format = allCodes();
			api.create(1, format);
			return api.post(CAMPAIGNS, Api.settings(Api.newId(), 1, format));
		});
		add("changeCampaign", 409, "code-space-exhausted", () -> {
			String format = allCodes().replace("3", "4");
			api.create(9, format);
			return api.patch(campaign(1, format), "{\"maxCoupons\": 2}");
		});
		add("listCampaigns", 400, "invalid-request", () -> api.get(CAMPAIGNS + "?limit=0"));
		add("listCoupons", 400, "invalid-request", () -> api.get(campaign(1) + "/coupons?csv=spreadsheet"));
		add("changeCampaign", 409, "campaign-started", () -> api.patch(campaign(1), "{\"startsAt\": \"2026-01-02\"}"));
		add("changeCampaign", 409, "max-coupons-below-issued", () -> {
			String campaign = campaign(2);
			api.post(campaign + "/coupons");
			api.post(campaign + "/coupons");
			return api.patch(campaign, "{\"maxCoupons\": 1}");
		});
		add("changeCampaign", 412, "version-mismatch",
				() -> api.request("PATCH", campaign(1)).header("If-Match", "\"old\"").json("{}").send());
		add("pauseCampaign", 412, "version-mismatch", () -> stale("POST", campaign(1) + "/pause"));
		add("resumeCampaign", 412, "version-mismatch", () -> stale("POST", campaign(1) + "/resume"));
		add("deleteCampaign", 412, "version-mismatch", () -> stale("DELETE", campaign(1)));
		add("deleteCampaign", 409, "campaign-has-coupons", () -> {
			String campaign = campaign(1);
			api.post(campaign + "/coupons");
			return api.delete(campaign);
		});
		Map<String, String> byId = Map.of("readCampaign", "GET ", "changeCampaign", "PATCH ", "pauseCampaign",
				"POST /pause", "resumeCampaign", "POST /resume", "deleteCampaign", "DELETE ", "listCoupons",
				"GET /coupons", "issueCoupon", "POST /coupons");
		byId.forEach((operation, line) -> {
			String method = line.substring(0, line.indexOf(' '));
			String rest = line.substring(line.indexOf(' ') + 1);
			add(operation, 404, "campaign-not-found", () -> byId(method, "/none" + rest));
			add(operation, 400, "invalid-request", () -> byId(method, "/-" + rest));
		});
	}

	private Answer stale(String method, String path) {
		return api.request(method, path).header("If-Match", "\"old\"").send();
	}

	private Answer byId(String method, String path) {
		Call call = api.request(method, CAMPAIGNS + path);
		return method.equals("PATCH") ? call.json("{}").send() : call.send();
	}

	private void couponSuccesses() {
		add("issueCoupon", 201, () -> api.post(campaign(1) + "/coupons", "{\"userId\": \"alice\"}"));
		add("issueCoupon", 200, () -> {
			String coupons = campaign(1) + "/coupons";
			api.request("POST", coupons).header("Idempotency-Key", "k").send();
			return api.request("POST", coupons).header("Idempotency-Key", "k").send();
		});
		add("readCoupon", 200, () -> api.get(coupon()));
		add("redeemCoupon", 200, () -> api.post(coupon() + "/redemption", "{\"reference\": \"order-1\"}"));
		add("rollBackRedemption", 200, () -> {
			String redemption = coupon() + "/redemption";
			api.post(redemption);
			return api.delete(redemption);
		});
	}

	private void issueProblems() {
		add("issueCoupon", 422, "idempotency-key-reused", () -> {
			String coupons = campaign(1) + "/coupons";
			api.request("POST", coupons).header("Idempotency-Key", "k").send();
			return api.request("POST", coupons).header("Idempotency-Key", "k").json("{\"userId\": \"bob\"}").send();
		});
		add("issueCoupon", 410, "campaign-ended", () -> {
			String campaign = campaign(1);
			api.patch(campaign, "{\"endsAt\": \"2026-01-02\"}");
			return api.post(campaign + "/coupons");
		});
		add("issueCoupon", 409, "campaign-paused", () -> {
			String campaign = campaign(1);
			api.post(campaign + "/pause");
			return api.post(campaign + "/coupons");
		});
		add("issueCoupon", 409, "campaign-not-started", () -> {
			String id = Api.newId();
			api.post(CAMPAIGNS, Api.settings(id, 1).replace("2026-01-01", "2089-01-01"));
			return api.post(CAMPAIGNS + "/" + id + "/coupons");
		});
		add("issueCoupon", 400, "user-required", () -> api.post(campaign(1, ", \"perUserLimit\": 1") + "/coupons"));
		add("issueCoupon", 409, "user-limit-reached", () -> {
			String coupons = campaign(5, ", \"perUserLimit\": 1") + "/coupons";
			api.post(coupons, "{\"userId\": \"alice\"}");
			return api.post(coupons, "{\"userId\": \"alice\"}");
		});
		add("issueCoupon", 409, "campaign-exhausted", () -> {
			String coupons = campaign(1) + "/coupons";
			api.post(coupons);
			return api.post(coupons);
		});
		add("issueCoupon", 409, "code-space-exhausted", this::codeSpaceExhausted);
	}

	/** A campaign with ten codes and eleven coupons, which only a store would create. */
	private Answer codeSpaceExhausted() {
		String id = Api.newId();
		store.create(new CampaignBuilder(clock.instant(), clock.instant().plus(Duration.ofHours(1))).id(id)
			.codes(Charset.NUMERIC, id + "-#")
			.maxCoupons(11)
			.build(), Act.OF_THE_SERVICE);
		Answer answer;
		do {
			answer = api.post(CAMPAIGNS + "/" + id + "/coupons");
		}
		while (answer.status() == 201);
		return answer;
	}

	/** The settings of a campaign that has promised all codes of its format. */
	private static String allCodes() {
		return ", \"codeFormat\": {\"charset\": \"NUMERIC\", \"length\": 3, \"prefix\": \"%s-\"}"
			.formatted(Api.newId());
	}

	private Answer twiceWithAKey(String settings, String others) {
		String key = Api.newId();
		api.request("POST", CAMPAIGNS).header("Idempotency-Key", key).json(settings).send();
		return api.request("POST", CAMPAIGNS).header("Idempotency-Key", key).json(others).send();
	}

	private void redemptionProblems() {
		add("readCoupon", 404, "coupon-not-found", () -> api.get("/api/v1/coupons/none"));
		add("redeemCoupon", 404, "coupon-not-found", () -> api.post("/api/v1/coupons/none/redemption"));
		add("rollBackRedemption", 400, "invalid-request",
				() -> api.delete("/api/v1/coupons/none/redemption?reference="));
		add("rollBackRedemption", 404, "coupon-not-found", () -> api.delete("/api/v1/coupons/none/redemption"));
		add("rollBackRedemption", 409, "not-redeemed", () -> api.delete(coupon() + "/redemption"));
		add("readCoupon", 400, "ambiguous-code", () -> api.get(TwoCoupons.issued(store).path()));
		add("redeemCoupon", 400, "ambiguous-code", () -> api.post(TwoCoupons.issued(store).path() + "/redemption"));
		add("rollBackRedemption", 400, "ambiguous-code",
				() -> api.delete(TwoCoupons.issued(store).path() + "/redemption"));
		add("readCoupon", 400, "invalid-request", () -> api.get(coupon() + "?campaign=none"));
		add("rollBackRedemption", 400, "invalid-request", () -> api.delete(coupon() + "/redemption?order=1"));
		add("redeemCoupon", 409, "already-redeemed", () -> {
			String redemption = coupon() + "/redemption";
			api.post(redemption);
			return api.post(redemption);
		});
		add("redeemCoupon", 422, "idempotency-key-reused", () -> {
			String redemption = coupon() + "/redemption";
			api.request("POST", redemption).header("Idempotency-Key", "k").send();
			return api.request("POST", redemption).header("Idempotency-Key", "k").json("{\"reference\": \"x\"}").send();
		});
		add("redeemCoupon", 409, "not-redeemed", () -> {
			String redemption = coupon() + "/redemption";
			api.request("POST", redemption).header("Idempotency-Key", "k").send();
			api.delete(redemption);
			return api.request("POST", redemption).header("Idempotency-Key", "k").send();
		});
		add("redeemCoupon", 410, "coupon-expired", () -> {
			String coupon = coupon(", \"couponValidFor\": \"PT1S\"");
			clock.advance(Duration.ofSeconds(1));
			return api.post(coupon + "/redemption");
		});
	}

}
