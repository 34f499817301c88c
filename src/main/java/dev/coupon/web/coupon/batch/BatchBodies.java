package dev.coupon.web.coupon.batch;

import dev.coupon.web.input.stream.LargeBodies;
import org.springframework.stereotype.Component;

/** The path at which bodies may be as large as batches are. */
@Component
class BatchBodies implements LargeBodies {

	/** The path of batches below that of a campaign. */
	static final String PATH = "/coupons/batch";

	@Override
	public String path() {
		return PATH;
	}

}
