package dev.coupon.web;

/** The paths of the REST API, without the context path. */
public final class ApiPaths {

	/** The prefix of all paths of the REST API. */
	public static final String API = "/api/v1";

	public static final String CAMPAIGNS = API + "/campaigns";

	public static final String COUPONS = API + "/coupons";

	public static final String REPORTS = API + "/reports";

	private ApiPaths() {
	}

}
