package dev.coupon.web.campaign.codes;

import dev.coupon.web.input.stream.LargeBodies;
import org.springframework.stereotype.Component;

/** The path at which uploads of codes may be of any size. */
@Component
class CodesBodies implements LargeBodies {

	/** The path of codes below that of a campaign. */
	static final String PATH = "/codes";

	@Override
	public String path() {
		return PATH;
	}

}
