package dev.coupon.grpc.protocol;

import dev.coupon.caller.Role;
import dev.coupon.procedure.Procedure;
import dev.coupon.web.module.AccessRule;
import dev.coupon.web.module.AccessRule.Audience;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.http.HttpMethod;

/**
 * The access rules of all calls. A call without a rule is for administrators alone, like
 * a path without one.
 */
final class CallRules {

	private static final String HEALTH = "/grpc.health.v1.Health/";

	private static final String CHECK = HEALTH + "Check";

	private static final String REFLECTION = "/grpc.reflection.v1.ServerReflection/";

	private static final Map<String, AccessRule> PROCEDURES = Procedure.accessRules()
		.stream()
		.collect(Collectors.toUnmodifiableMap(AccessRule::path, Function.identity()));

	private CallRules() {
	}

	/**
	 * The rule for a call. A check of the health is open to all like the health endpoint,
	 * and reflection like the OpenAPI document. Watching the health keeps a call open, so
	 * strangers may not do it.
	 * @param method the full name of the method, such as
	 * {@code v1.CouponService/IssueCoupon}
	 */
	static AccessRule of(String method) {
		String path = "/" + method;
		if (path.equals(CHECK)) {
			return AccessRule.open(Audience.STRANGERS, HttpMethod.POST, path);
		}
		if (path.startsWith(HEALTH)) {
			return AccessRule.open(Audience.KNOWN, HttpMethod.POST, path);
		}
		if (path.startsWith(REFLECTION)) {
			return AccessRule.open(Audience.EVERYONE, HttpMethod.POST, path);
		}
		AccessRule known = PROCEDURES.get(path);
		return known == null ? AccessRule.require(Role.ADMIN, HttpMethod.POST, path) : known;
	}

}
