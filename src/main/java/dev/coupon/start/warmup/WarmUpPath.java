package dev.coupon.start.warmup;

import dev.coupon.web.module.AccessRule;
import dev.coupon.web.module.AccessRule.Audience;
import dev.coupon.web.module.WebModule;
import java.util.HexFormat;
import java.util.List;
import java.util.random.RandomGenerator;
import org.springframework.http.HttpMethod;
import org.springframework.stereotype.Component;

/**
 * The path to which the service sends its warm-up requests. It needs no key, because
 * nobody can guess it and it answers during the warm-up only.
 */
@Component
class WarmUpPath implements WebModule {

	private final String path;

	WarmUpPath(RandomGenerator random) {
		this.path = "/warm-up-" + HexFormat.of().toHexDigits(random.nextLong());
	}

	@Override
	public List<AccessRule> accessRules() {
		return List.of(AccessRule.open(Audience.STRANGERS, HttpMethod.POST, pattern()));
	}

	/** The path pattern of requests for a coupon of a campaign. */
	String pattern() {
		return path + "/{id}";
	}

	/** The path of requests for a coupon of this campaign. */
	String of(String campaignId) {
		return path + "/" + campaignId;
	}

}
