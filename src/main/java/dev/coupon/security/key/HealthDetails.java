package dev.coupon.security.key;

import dev.coupon.caller.Role;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.SecurityContext;
import org.springframework.boot.health.actuate.endpoint.AdditionalHealthEndpointPath;
import org.springframework.boot.health.actuate.endpoint.HealthEndpointGroup;
import org.springframework.boot.health.actuate.endpoint.HealthEndpointGroups;
import org.springframework.boot.health.actuate.endpoint.HealthEndpointGroupsPostProcessor;
import org.springframework.boot.health.actuate.endpoint.HttpCodeStatusMapper;
import org.springframework.boot.health.actuate.endpoint.StatusAggregator;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;

/**
 * Shows the details of health to callers with the role MONITOR or ADMIN, and to nobody
 * else, because the path is open to all. Spring Boot would ask the request for the
 * caller, whom no filter adds to it.
 */
@Component
class HealthDetails implements HealthEndpointGroupsPostProcessor {

	private static final Set<String> READERS = Set.of("ROLE_" + Role.MONITOR, "ROLE_" + Role.ADMIN);

	@Override
	public HealthEndpointGroups postProcessHealthEndpointGroups(HealthEndpointGroups groups) {
		return HealthEndpointGroups.of(new Guarded(groups.getPrimary()),
				groups.getNames()
					.stream()
					.collect(Collectors.toMap(Function.identity(), name -> guarded(groups, name))));
	}

	private static HealthEndpointGroup guarded(HealthEndpointGroups groups, String name) {
		HealthEndpointGroup group = groups.get(name);
		if (group == null) {
			throw new IllegalStateException("There is no group " + name);
		}
		return new Guarded(group);
	}

	/** A group whose components and details are for some callers only. */
	private record Guarded(HealthEndpointGroup group) implements HealthEndpointGroup {

		@Override
		public boolean isMember(String name) {
			return group.isMember(name);
		}

		@Override
		public boolean showComponents(SecurityContext unused) {
			return mayRead();
		}

		@Override
		public boolean showDetails(SecurityContext unused) {
			return mayRead();
		}

		private static boolean mayRead() {
			Authentication caller = SecurityContextHolder.getContext().getAuthentication();
			return caller != null && caller.getAuthorities()
				.stream()
				.anyMatch(authority -> READERS.contains(String.valueOf(authority.getAuthority())));
		}

		@Override
		public StatusAggregator getStatusAggregator() {
			return group.getStatusAggregator();
		}

		@Override
		public HttpCodeStatusMapper getHttpCodeStatusMapper() {
			return group.getHttpCodeStatusMapper();
		}

		@Override
		public @Nullable AdditionalHealthEndpointPath getAdditionalPath() {
			return group.getAdditionalPath();
		}

	}

}
