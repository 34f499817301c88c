package dev.coupon.web.openapi;

import dev.coupon.testing.Api;
import java.util.List;

/** The scenarios about imported codes. */
final class CodeScenarios {

	private final Scenarios all;

	private final Api api;

	CodeScenarios(Scenarios all, Api api) {
		this.all = all;
		this.api = api;
	}

	/** The path of the codes of a campaign that takes some. */
	static String codes(Api api) {
		String id = Api.newId();
		api.post("/api/v1/campaigns", Api.importing(id, ""));
		return "/api/v1/campaigns/" + id + "/codes";
	}

	/** An upload to which there is no objection. */
	static Api.Call upload(Api api) {
		return api.request("POST", codes(api)).header("Content-Type", "text/csv").body("A-" + Api.newId());
	}

	void addAll() {
		all.add("importCodes", 413, "payload-too-large",
				() -> send(codes(api), "application/json", " ".repeat(16 * 65_536 + 1)));
		all.add("importCodes", 415, "unsupported-media-type", () -> send(codes(api), "application/json", "[\"A\"]"));

		all.add("createCampaign", 201, () -> api.post("/api/v1/campaigns", Api.importing(Api.newId(), "")));
		all.add("createCampaign", 200, () -> api.post("/api/v1/campaigns?dryRun=true", Api.importing(Api.newId(), "")));
		all.add("readCampaign", 200, () -> {
			String codes = codes(api);
			send(codes, "text/csv", "B-" + Api.newId());
			return api.get(codes.replace("/codes", ""));
		});
		for (String body : List.of("text/csv: code\nC-%s\nnot a code\n",
				"application/x-ndjson: {\"code\": \"D-%s\"}\n{}\n")) {
			String[] parts = body.split(": ", 2);
			all.add("importCodes", 200, () -> send(codes(api), parts[0], parts[1].formatted(Api.newId())));
		}
		all.add("importCodes", 404, "campaign-not-found", () -> send("/api/v1/campaigns/none/codes", "text/csv", "A"));
		all.add("importCodes", 409, "codes-not-imported", () -> send(all.campaign(1) + "/codes", "text/csv", "A"));
		all.add("importCodes", 400, "invalid-request", () -> send(codes(api), "text/csv", "code,name\n"));
		all.add("dropCodes", 200, () -> {
			String codes = codes(api);
			send(codes, "text/csv", "E-" + Api.newId());
			return api.delete(codes + "?reason=wrong%20file");
		});
		all.add("dropCodes", 404, "campaign-not-found", () -> api.delete("/api/v1/campaigns/none/codes"));
		all.add("dropCodes", 409, "codes-not-imported", () -> api.delete(all.campaign(1) + "/codes"));
		all.add("dropCodes", 400, "invalid-request", () -> api.delete(codes(api) + "?reason="));
	}

	private Api.Answer send(String path, String type, String body) {
		return api.request("POST", path).header("Content-Type", type).body(body).send();
	}

}
