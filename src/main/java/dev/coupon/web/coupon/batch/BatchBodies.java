package dev.coupon.web.coupon.batch;

import dev.coupon.web.ApiPaths;
import dev.coupon.web.input.stream.LargeBodies;
import org.springframework.stereotype.Component;

/** The path at which bodies may be as large as batches are. */
@Component
class BatchBodies implements LargeBodies {

	/** The path of batches below that of a campaign. */
	static final String PATH = "/coupons/batch";

	private static final String PREFIX = ApiPaths.CAMPAIGNS + "/";

	@Override
	public boolean isAt(String path) {
		return path.endsWith(PATH) && path.startsWith(PREFIX);
	}

}
