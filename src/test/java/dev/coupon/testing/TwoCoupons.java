package dev.coupon.testing;

import dev.coupon.domain.CodeFormat.Charset;
import dev.coupon.domain.log.Act;
import dev.coupon.domain.port.CampaignRepository;
import dev.coupon.domain.port.request.IssueRequest;
import java.time.Instant;
import java.util.List;

/**
 * Two coupons whose codes differ only in a hyphen, and a text that may mean either of
 * them.
 */
public record TwoCoupons(String one, String other, String between) {

	private static final int ALL = 10;

	/**
	 * Issues all codes of formats that are so short that only a store would take them.
	 */
	public static TwoCoupons issued(CampaignRepository store) {
		String start = Api.newId().replace("-", "") + "x";
		for (String template : List.of(start + "#", start + "-#")) {
			String id = Api.newId();
			store.create(new CampaignBuilder(Instant.EPOCH, Instant.parse("2099-01-01T00:00:00Z")).id(id)
				.codes(Charset.NUMERIC, template)
				.maxCoupons(ALL)
				.build(), Act.OF_THE_SERVICE);
			for (int i = 0; i < ALL; i++) {
				store.issue(new IssueRequest(id, null, null));
			}
		}
		return new TwoCoupons(start + "7", start + "-7", start + " 7");
	}

	/** The path of the text that may mean either. */
	public String path() {
		return "/api/v1/coupons/" + between.replace(" ", "%20");
	}

}
