package dev.coupon.events.webhook;

import dev.coupon.caller.Role;
import dev.coupon.web.ApiPaths;
import dev.coupon.web.module.AccessRule;
import dev.coupon.web.module.WebModule;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.http.HttpMethod;
import org.springframework.stereotype.Component;

/** The paths of webhooks, which are for administrators alone. */
@Component
public class WebhookModule implements WebModule {

	/** The path of all webhooks. */
	public static final String PATH = ApiPaths.API + "/webhooks";

	private static final String ONE = PATH + "/{id}";

	@Override
	public List<AccessRule> accessRules() {
		Stream<AccessRule> ofOne = Stream.of(HttpMethod.GET, HttpMethod.PATCH, HttpMethod.DELETE)
			.map(method -> AccessRule.require(Role.ADMIN, method, ONE));
		Stream<AccessRule> acts = Stream.of("/secret", "/test", "/redeliveries")
			.map(act -> AccessRule.require(Role.ADMIN, HttpMethod.POST, ONE + act));
		Stream<AccessRule> others = Stream.of(AccessRule.require(Role.ADMIN, HttpMethod.POST, PATH),
				AccessRule.require(Role.ADMIN, HttpMethod.GET, PATH),
				AccessRule.require(Role.ADMIN, HttpMethod.GET, ONE + "/deliveries"));
		return Stream.of(ofOne, acts, others).flatMap(rules -> rules).toList();
	}

}
