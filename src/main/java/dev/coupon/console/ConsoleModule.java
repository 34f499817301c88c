package dev.coupon.console;

import static dev.coupon.web.module.AccessRule.Audience.EVERYONE;

import dev.coupon.web.module.AccessRule;
import dev.coupon.web.module.WebModule;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.http.HttpMethod;
import org.springframework.stereotype.Component;

/**
 * The paths of the console. The pages have no secrets, so everybody who reaches the
 * service may read them: what they show comes from the API, which asks for a key.
 */
@Component
class ConsoleModule implements WebModule {

	/** The path of the console, without the slash at its end. */
	static final String PATH = "/console";

	private final ConsoleSettings settings;

	private final SignIn signIn;

	ConsoleModule(ConsoleSettings settings, SignIn signIn) {
		this.settings = settings;
		this.signIn = signIn;
	}

	@Override
	public List<AccessRule> accessRules() {
		return settings.enabled()
				? Stream.of(PATH, PATH + "/**").map(path -> AccessRule.open(EVERYONE, HttpMethod.GET, path)).toList()
				: List.of();
	}

	@Override
	public List<String> pages() {
		return settings.enabled() ? List.of(PATH + "/") : List.of();
	}

	@Override
	public List<String> originsForPages() {
		return signIn.origins();
	}

}
