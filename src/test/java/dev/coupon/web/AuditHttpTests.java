package dev.coupon.web;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.coupon.testing.Api;
import dev.coupon.testing.HttpTest;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;

/** What is kept of what operators do, and how a request is found again in the log. */
@HttpTest
class AuditHttpTests {

	private final Logger audit = (Logger) LoggerFactory.getLogger("audit");

	private final ListAppender<ILoggingEvent> events = new ListAppender<>();

	private final Api api;

	@Autowired
	AuditHttpTests(Api api) {
		this.api = api;
	}

	@BeforeEach
	void listen() {
		events.start();
		audit.addAppender(events);
	}

	@AfterEach
	void stopListening() {
		audit.detachAppender(events);
	}

	@Test
	void saysWhoCreatedACampaignAndHow() {
		String id = api.create(10);

		assertThat(last()).containsEntry("act", "create")
			.containsEntry("campaign", id)
			.containsEntry("by", "127.0.0.1")
			.containsEntry("address", "127.0.0.1")
			.containsEntry("outcome", "done")
			.containsEntry("before", "{}");
		assertThat(last().get("after")).contains("\"maxCoupons\":10", "\"paused\":false", "\"timeZone\":\"");
	}

	@Test
	void saysWhatAnUpdateChangedFromWhatToWhat() {
		String id = api.create(10);
		api.patch("/api/v1/campaigns/" + id, "{\"maxCoupons\": 20, \"name\": \"Late\"}");

		assertThat(last()).containsEntry("act", "update")
			.containsEntry("before", "{\"name\":null,\"maxCoupons\":10}")
			.containsEntry("after", "{\"name\":\"Late\",\"maxCoupons\":20}");
	}

	@Test
	void saysWhoPausedResumedAndDeleted() {
		String id = api.create(10);
		String path = "/api/v1/campaigns/" + id;
		api.post(path + "/pause");
		assertThat(last()).containsEntry("act", "pause")
			.containsEntry("before", "{\"paused\":false}")
			.containsEntry("after", "{\"paused\":true}");
		api.post(path + "/resume");
		assertThat(last()).containsEntry("act", "resume").containsEntry("after", "{\"paused\":false}");
		api.delete(path);
		assertThat(last()).containsEntry("act", "delete").containsEntry("after", "{}");
		assertThat(last().get("before")).contains("\"maxCoupons\":10");
	}

	@Test
	void saysWhatWasRefused() {
		String id = api.create(1);
		api.issue(id);
		api.delete("/api/v1/campaigns/" + id);
		assertThat(last()).containsEntry("act", "delete").containsEntry("outcome", "campaign-has-coupons");
		api.delete("/api/v1/campaigns/" + id + "?force=true");
		assertThat(last()).containsEntry("act", "delete-by-force")
			.containsEntry("outcome", "done")
			.containsEntry("coupons", "1");
	}

	@Test
	void doesNotMentionCustomers() {
		String code = api.issue(api.create(1));
		events.list.clear();
		api.get("/api/v1/coupons/" + code);
		api.post("/api/v1/coupons/" + code + "/redemption");

		assertThat(events.list).isEmpty();
	}

	@Test
	void hasTheIdOfTheRequestInEveryLine() {
		String id = api.post("/api/v1/campaigns", Api.settings(Api.newId(), 1)).header("X-Request-Id").orElseThrow();

		assertThat(id).matches("[0-9a-f]{32}");
		assertThat(events.list.getLast().getMDCPropertyMap()).containsEntry("traceId", id);
	}

	@Test
	void callsARequestWhatItsCallerCallsIt() {
		String trace = "0af7651916cd43dd8448eb211c80319c";
		Api.Answer answer = api.request("GET", "/api/v1/coupons/none")
			.header("traceparent", "00-" + trace + "-b7ad6b7169203331-01")
			.send();

		assertThat(answer.header("X-Request-Id")).hasValue(trace);
		assertThat(answer.json().path("requestId").asString()).isEqualTo(trace);
	}

	@Test
	void givesEachRequestAnIdOfItsOwn() {
		assertThat(api.get("/api/v1/coupons/none").json().path("requestId").asString())
			.isNotEqualTo(api.get("/api/v1/coupons/none").json().path("requestId").asString());
		assertThat(api.request("GET", "/api/v1/coupons/none")
			.header("traceparent", "00-00000000000000000000000000000000-b7ad6b7169203331-01")
			.send()
			.header("X-Request-Id")).hasValueSatisfying(id -> assertThat(id).isNotEqualTo("0".repeat(32)));
	}

	@Test
	void identifiesWhatNoControllerAnswered() {
		Api.Answer answer = api.request("POST", "/api/v1/campaigns").header("Content-Encoding", "gzip").send();

		assertThat(answer.status()).isEqualTo(415);
		assertThat(answer.header("X-Request-Id")).hasValue(answer.json().path("requestId").asString());
	}

	private Map<String, String> last() {
		return events.list.getLast()
			.getKeyValuePairs()
			.stream()
			.collect(Collectors.toMap(pair -> pair.key, pair -> String.valueOf(pair.value)));
	}

}
