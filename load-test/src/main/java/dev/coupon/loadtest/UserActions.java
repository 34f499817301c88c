package dev.coupon.loadtest;

import static io.gatling.javaapi.core.CoreDsl.StringBody;
import static io.gatling.javaapi.core.CoreDsl.asLongAs;
import static io.gatling.javaapi.core.CoreDsl.bodyString;
import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.core.CoreDsl.pause;
import static io.gatling.javaapi.core.CoreDsl.repeat;
import static io.gatling.javaapi.core.CoreDsl.responseTimeInMillis;
import static io.gatling.javaapi.core.CoreDsl.scenario;
import static io.gatling.javaapi.http.HttpDsl.http;
import static io.gatling.javaapi.http.HttpDsl.status;

import dev.coupon.loadtest.recording.Answer;
import dev.coupon.loadtest.recording.CampaignRecord;
import dev.coupon.loadtest.recording.Outcome;
import dev.coupon.loadtest.recording.RequestType;
import dev.coupon.loadtest.settings.LoadTestSettings;
import dev.coupon.loadtest.settings.Pause;
import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.core.ScenarioBuilder;
import io.gatling.javaapi.core.Session;
import io.gatling.javaapi.http.HttpRequestActionBuilder;
import java.util.Objects;
import java.util.UUID;

/** What is done to the service: campaigns are created, and users ask for coupons. */
final class UserActions {

	private static final String CAMPAIGNS = "/api/v1/campaigns";

	private final Run run;

	private final LoadTestSettings settings;

	UserActions(Run run) {
		this.run = run;
		this.settings = run.settings();
	}

	/** One after the other; the first that fails is the last. */
	ScenarioBuilder creation() {
		ChainBuilder create = exec(session -> session.set("campaign", run.nextToCreate()))
			.exec(request(RequestType.CREATE, http("create").post(CAMPAIGNS).body(StringBody(this::campaignBody))))
			.stopLoadGeneratorIf(session -> run.obstacle(), session -> run.isStopped());
		return scenario("campaigns").exec(repeat(settings.campaigns()).on(create));
	}

	/** Asks once, or again and again, as the settings say. */
	ScenarioBuilder users() {
		ChainBuilder join = exec(session -> session.set("campaign", run.join()));
		if (settings.rate().isPresent()) {
			return scenario("users").exec(join, issue());
		}
		ChainBuilder turn = exec(issue(), pauseIfAny()).doIf(session -> run.goesOn()).then(exec(get(), pauseIfAny()));
		return scenario("users").exec(join)
			.exec(asLongAs(session -> run.goesOn()).on(turn))
			.stopLoadGeneratorIf("nobody is left to ask", session -> run.leave());
	}

	private ChainBuilder issue() {
		HttpRequestActionBuilder issue = http("issue").post(session -> path(session) + "/coupons")
			.body(StringBody(session -> "{\"userId\":\"user-" + session.userId() + "\"}"));
		HttpRequestActionBuilder request = settings.idempotencyKeys()
				? issue.header("Idempotency-Key", session -> UUID.randomUUID().toString()) : issue;
		return exec(session -> {
			campaign(session).ask();
			return session;
		}).exec(request(RequestType.ISSUE, request));
	}

	private ChainBuilder get() {
		return request(RequestType.GET, http("get").get(UserActions::path));
	}

	private ChainBuilder pauseIfAny() {
		Pause pause = settings.pause();
		return pause.isNone() ? exec(session -> session) : pause(pause.least(), pause.most());
	}

	/** Sends a request, tells Gatling whether its answer is good, and records it. */
	private ChainBuilder request(RequestType type, HttpRequestActionBuilder request) {
		return exec(request.check(status().saveAs("status"), responseTimeInMillis().saveAs("millis"),
				bodyString().saveAs("body"), bodyString().validate("answer", (body, session) -> {
					Answer answer = Answer.of(session.getInt("status"), body);
					if (answer.outcomeOf(type) == Outcome.FAILED) {
						throw new IllegalArgumentException(answer.fault());
					}
					return body;
				})))
			.exec(session -> record(type, session));
	}

	/** Takes the answer from the session: the next one can't be mistaken for it. */
	private Session record(RequestType type, Session session) {
		String body = session.getString("body");
		if (body == null) {
			run.unanswered(type);
		}
		else {
			Answer answer = Answer.of(session.getInt("status"), body);
			run.answered(type, campaign(session), answer, session.getInt("millis"));
		}
		return session.removeAll("status", "millis", "body").markAsSucceeded();
	}

	private String campaignBody(Session session) {
		CampaignRecord campaign = campaign(session);
		return "{\"id\":\"%s\",\"startsAt\":\"%s\",\"endsAt\":\"%s\",\"maxCoupons\":%d}".formatted(campaign.id(),
				settings.startsAt(), settings.endsAt(), campaign.maxCoupons());
	}

	private static String path(Session session) {
		return CAMPAIGNS + "/" + campaign(session).id();
	}

	private static CampaignRecord campaign(Session session) {
		return Objects.requireNonNull(session.get("campaign"));
	}

}
