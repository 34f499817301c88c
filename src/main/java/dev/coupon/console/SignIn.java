package dev.coupon.console;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.HttpRequestHandler;
import tools.jackson.databind.json.JsonMapper;

/**
 * The issuer that users of the console may sign in with. The console reads it as a file,
 * which is an empty object if there is none. All the rest is between the browser and the
 * issuer, so the service needs no session.
 */
@Component
class SignIn implements HttpRequestHandler {

	/** The path of the file. */
	static final String PATH = ConsoleModule.PATH + "/sign-in.json";

	private static final String ISSUER = "spring.security.oauth2.resourceserver.jwt.issuer-uri";

	private final Map<String, String> settings;

	private final List<String> origins;

	private final JsonMapper json;

	SignIn(ConsoleSettings console, @Value("${" + ISSUER + ":#{null}}") @Nullable String issuer, JsonMapper json) {
		String clientId = console.signIn().clientId();
		this.json = json;
		if (!console.enabled() || clientId == null || clientId.isBlank()) {
			this.settings = Map.of();
			this.origins = List.of();
		}
		else if (issuer == null || issuer.isBlank()) {
			throw new IllegalArgumentException(
					"coupon.console.sign-in.client-id needs an issuer: set %s, too".formatted(ISSUER));
		}
		else {
			this.settings = Map.of("issuer", issuer, "clientId", clientId, "scope", console.signIn().scope());
			this.origins = List.of(origin(URI.create(issuer)));
		}
	}

	private static String origin(URI issuer) {
		return issuer.getScheme() + "://" + issuer.getRawAuthority();
	}

	/** The origins that the console calls to sign users in. */
	List<String> origins() {
		return origins;
	}

	@Override
	public void handleRequest(HttpServletRequest request, HttpServletResponse response) throws IOException {
		response.setContentType(MediaType.APPLICATION_JSON_VALUE);
		response.setHeader(HttpHeaders.CACHE_CONTROL, "no-cache");
		json.writeValue(response.getOutputStream(), settings);
	}

}
