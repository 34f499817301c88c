package dev.coupon.loadtest.verdict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coupon.loadtest.recording.Answer;
import dev.coupon.loadtest.recording.CampaignRecord;
import dev.coupon.loadtest.verdict.StubService.StubAnswer;
import dev.coupon.loadtest.verdict.Verdict.Kind;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class JudgeTests {

	private static final int COUPONS = 5;

	private final HttpClient client = HttpClient.newHttpClient();

	private final CampaignRecord campaign = new CampaignRecord("load-1", COUPONS);

	@Test
	void findsTheTruthCorrect() throws Exception {
		Verdict verdict = verdictAfterSellOut(Lie.NONE);
		assertThat(verdict.kind()).isEqualTo(Kind.CORRECT);
		assertThat(verdict.exhausted()).isEqualTo(1);
		assertThat(verdict.grounds())
			.containsExactly("5 codes received, all distinct; 5 issued; 0 requests unanswered; "
					+ "no campaign over its maximum; the service's counts and codes agree");
	}

	@ParameterizedTest
	@EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
	void findsEveryLie(Lie lie) throws Exception {
		assertThat(verdictAfterSellOut(lie).kind()).isEqualTo(Kind.WRONG);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			CODE_TWICE         | 1 of 5 codes received aren't distinct, such as load-1-1
			ONE_TOO_MANY       | load-1: issued 6, more than its maximum of 5
			SOLD_OUT_TOO_EARLY | load-1: refused as exhausted with 4 of 5 issued
			MISCOUNTED         | load-1: issued is 6, but users received 5 and 0 requests were unanswered
			WRONG_REMAINDER    | load-1: remaining is 1, but 5 of 5 are issued
			GAP                | load-1: 3 coupons of the export aren't numbered 1, 2, 3 and so on
			FORGOTTEN          | load-1: issued is 5, but the export has 4 coupons
			EXCHANGED          | load-1: 1 of the coupons received aren't in the export, such as load-1-1
			""")
	void saysWhatTheLieIs(Lie lie, String ground) throws Exception {
		assertThat(verdictAfterSellOut(lie).grounds()).anyMatch(line -> line.startsWith(ground));
	}

	@Test
	void doesNotKnowIfTheServiceIsGone() throws Exception {
		CouponService gone;
		try (StubService stub = new StubService(0, Lie.NONE)) {
			gone = service(stub);
		}
		Verdict verdict = new Judge(gone).judge(List.of(campaign, campaign));
		assertThat(verdict.kind()).isEqualTo(Kind.UNKNOWN);
		assertThat(verdict.grounds()).first().asString().contains("can't be reached");
		assertThatThrownBy(gone::greet).hasMessageContaining("can't be reached");
	}

	@Test
	void doesNotKnowIfTheServiceForgotTheCampaign() throws Exception {
		try (StubService stub = new StubService(0, Lie.NONE)) {
			Verdict verdict = new Judge(service(stub)).judge(List.of(campaign));
			assertThat(verdict.kind()).isEqualTo(Kind.UNKNOWN);
			assertThat(verdict.grounds()).contains("load-1 can't be read: 404 campaign-not-found");
		}
	}

	@Test
	void doesNotKnowIfNobodyReceivedACoupon() throws Exception {
		try (StubService stub = new StubService(0, Lie.NONE)) {
			post(stub, "", "{\"id\": \"load-1\", \"maxCoupons\": 5}");
			assertThat(new Judge(service(stub)).judge(List.of(campaign)).grounds())
				.containsExactly("nobody received a coupon, so there is nothing to judge");
		}
	}

	@Test
	void findsRepeatedCodesEvenIfTheServiceIsGone() throws Exception {
		Answer answer = Answer.of(201, "{\"code\": \"A\", \"sequence\": 1}");
		campaign.answer(answer);
		campaign.answer(answer);
		CouponService nowhere = new CouponService(URI.create("http://localhost:1"));
		assertThat(new Judge(nowhere).judge(List.of(campaign)).kind()).isEqualTo(Kind.WRONG);
	}

	private Verdict verdictAfterSellOut(Lie lie) throws Exception {
		try (StubService stub = new StubService(0, lie)) {
			post(stub, "", "{\"id\": \"load-1\", \"maxCoupons\": 5}");
			for (int i = 0; i < COUPONS + 2; i++) {
				campaign.ask();
				StubAnswer answer = post(stub, "/load-1/coupons", "{}");
				campaign.answer(Answer.of(answer.status(), answer.body()));
			}
			return new Judge(service(stub)).judge(List.of(campaign));
		}
	}

	private StubAnswer post(StubService stub, String path, String body) throws IOException, InterruptedException {
		URI uri = URI.create("http://localhost:" + stub.port() + "/api/v1/campaigns" + path);
		HttpRequest request = HttpRequest.newBuilder(uri).POST(BodyPublishers.ofString(body)).build();
		HttpResponse<String> response = client.send(request, BodyHandlers.ofString());
		return new StubAnswer(response.statusCode(), response.body());
	}

	private static CouponService service(StubService stub) {
		return new CouponService(URI.create("http://localhost:" + stub.port()));
	}

}
