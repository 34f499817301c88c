package dev.coupon.security;

import com.github.benmanes.caffeine.cache.Ticker;
import dev.coupon.security.filter.CorsPolicy;
import dev.coupon.security.filter.PathFirewall;
import dev.coupon.security.filter.SecurityHeaders;
import dev.coupon.security.key.ApiKeys;
import dev.coupon.security.key.CallerFilter;
import dev.coupon.security.key.IssuerKeys;
import dev.coupon.security.key.Tokens;
import dev.coupon.security.network.Hosts;
import dev.coupon.security.network.ProtectedMode;
import dev.coupon.security.network.TrustedSources;
import dev.coupon.web.module.WebModules;
import dev.coupon.web.problem.ProblemWriter;
import jakarta.servlet.Filter;
import java.util.ArrayList;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.security.oauth2.server.resource.autoconfigure.JwkSetUriJwtDecoderBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.authentication.ProviderManager;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationConverter;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationProvider;
import org.springframework.security.web.DefaultSecurityFilterChain;
import org.springframework.security.web.FilterChainProxy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.ExceptionTranslationFilter;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.context.AbstractSecurityWebApplicationInitializer;
import org.springframework.security.web.savedrequest.NullRequestCache;
import org.springframework.security.web.util.matcher.AnyRequestMatcher;
import org.springframework.web.filter.ServletRequestPathFilter;

/**
 * Configures the filters that restrict access to the service: keys and roles if there are
 * keys or an issuer of JWTs, and otherwise {@link ProtectedMode}. Of Spring Security's
 * filters, only those are used that a service without pages, forms, sessions and cookies
 * needs, because each filter costs time for every coupon.
 */
@Configuration(proxyBeanMethods = false)
class SecurityConfiguration {

	/**
	 * The filter that Spring Boot registers with the server. Without this bean, Spring
	 * Boot would take the one of {@code @EnableWebSecurity}, which parses the path of
	 * every request, and sets up much that this service doesn't use.
	 */
	@Bean(AbstractSecurityWebApplicationInitializer.DEFAULT_FILTER_NAME)
	FilterChainProxy springSecurityFilterChain(SecurityFilterChain security) {
		FilterChainProxy proxy = new FilterChainProxy(security);
		proxy.setFirewall(new PathFirewall());
		return proxy;
	}

	@Bean
	Tokens tokens(SecuritySettings settings, ObjectProvider<JwtDecoder> issuer,
			ObjectProvider<JwtAuthenticationConverter> roles) {
		return new Tokens(new ApiKeys(settings.keys()),
				issuer.stream().findAny().map(decoder -> jwts(decoder, roles)).orElse(null));
	}

	@Bean
	JwkSetUriJwtDecoderBuilderCustomizer issuerKeys(Ticker ticker) {
		return decoder -> decoder.restOperations(new IssuerKeys(ticker));
	}

	/**
	 * The sources that are trusted, which nobody asks for if there are keys or tokens.
	 */
	@Bean
	@Lazy
	TrustedSources trustedSources(SecuritySettings settings) {
		return new TrustedSources(settings.trustedNetworks(),
				new Hosts(settings.trustedHosts(), settings.allowedOrigins()));
	}

	@Bean
	SecurityFilterChain security(SecuritySettings settings, Tokens tokens, ProblemWriter problems,
			SecurityProblems refusals, AccessRules access, WebModules modules, ObjectProvider<TrustedSources> trusted) {
		List<Filter> filters = new ArrayList<>();
		filters.add(new SecurityHeaders(modules));
		if (tokens.areAccepted() || !settings.allowedOrigins().isEmpty()) {
			// Paths are compared with patterns, so they are parsed, once for all
			// patterns.
			filters.add(new ServletRequestPathFilter());
		}
		if (!settings.allowedOrigins().isEmpty()) {
			filters.add(new CorsPolicy(settings.allowedOrigins(), modules, problems).filter());
		}
		if (tokens.areAccepted()) {
			filters.addAll(callersWithRoles(tokens, refusals, access));
		}
		else {
			filters.add(new ProtectedMode(trusted.getObject(), problems, access.toStrangers()));
		}
		return new DefaultSecurityFilterChain(AnyRequestMatcher.INSTANCE, filters);
	}

	private static AuthenticationManager jwts(JwtDecoder issuer, ObjectProvider<JwtAuthenticationConverter> roles) {
		JwtAuthenticationProvider provider = new JwtAuthenticationProvider(issuer);
		roles.ifAvailable(provider::setJwtAuthenticationConverter);
		return new ProviderManager(provider);
	}

	private static List<Filter> callersWithRoles(Tokens tokens, SecurityProblems refusals, AccessRules rules) {
		ExceptionTranslationFilter exceptions = new ExceptionTranslationFilter(refusals, new NullRequestCache());
		exceptions.setAccessDeniedHandler(refusals);
		AuthorizationFilter access = new AuthorizationFilter(rules.toRequests());
		// Error pages need no role, because the server requests them itself, without a
		// caller.
		access.setFilterErrorDispatch(false);
		return List.of(new CallerFilter(tokens, refusals), exceptions, access);
	}

}
