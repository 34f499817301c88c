package dev.coupon.events;

import dev.coupon.caller.Role;
import dev.coupon.web.ApiPaths;
import dev.coupon.web.module.AccessRule;
import dev.coupon.web.module.WebModule;
import java.util.EnumSet;
import java.util.List;
import org.springframework.http.HttpMethod;
import org.springframework.stereotype.Component;

/**
 * The paths of this room, and who may call them. The class has no dependencies, because
 * the security needs these rules while the web server starts.
 */
@Component
class EventsModule implements WebModule {

	@Override
	public List<AccessRule> accessRules() {
		return List
			.of(AccessRule.requireAny(EnumSet.of(Role.ADMIN, Role.VIEW), HttpMethod.GET, ApiPaths.API + "/events"));
	}

}
