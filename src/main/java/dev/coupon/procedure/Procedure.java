package dev.coupon.procedure;

import dev.coupon.caller.Role;
import dev.coupon.web.module.AccessRule;
import java.util.Arrays;
import java.util.List;
import org.springframework.http.HttpMethod;

/** The procedures, with their paths and the roles that may call them. */
public enum Procedure {

	ISSUE_COUPON(Paths.COUPONS + "/IssueCoupon", Role.ISSUE),
	CREATE_CAMPAIGN(Paths.CAMPAIGNS + "/CreateCampaign", Role.ADMIN),
	GET_CAMPAIGN(Paths.CAMPAIGNS + "/GetCampaign", Role.ADMIN);

	/** The paths of the services. */
	public static final class Paths {

		public static final String CAMPAIGNS = "/v1.CampaignService";

		public static final String COUPONS = "/v1.CouponService";

		private Paths() {
		}

	}

	private final String path;

	private final Role role;

	Procedure(String path, Role role) {
		this.path = path;
		this.role = role;
	}

	/** The rules for who may call the procedures, in every protocol. */
	public static List<AccessRule> accessRules() {
		return Arrays.stream(values())
			.map(procedure -> AccessRule.require(procedure.role, HttpMethod.POST, procedure.path))
			.toList();
	}

}
