package dev.coupon.web.campaign;

/** Examples of settings of campaigns. */
final class CampaignExamples {

	static final String PLAIN = """
			{
			  "id": "black-friday",
			  "startsAt": "2026-01-01",
			  "endsAt": "2099-12-31",
			  "maxCoupons": 1000
			}""";

	static final String FOR_EACH_USER = """
			{
			  "name": "Summer sale",
			  "startsAt": "2026-06-01T10:00:00",
			  "endsAt": "2099-08-31",
			  "timeZone": "Europe/Berlin",
			  "maxCoupons": 5000,
			  "perUserLimit": 1,
			  "couponValidFor": "P30D",
			  "codeFormat": { "charset": "SAFE", "pattern": "SUMMER-####-####" },
			  "metadata": { "owner": "marketing" }
			}""";

	static final String OF_THE_SOURCE_SYSTEM = """
			{
			  "campaignId": "campaign-1",
			  "startDate": "20260101",
			  "expiredDate": "20991231",
			  "maxCoupon": 75
			}""";

	private CampaignExamples() {
	}

}
