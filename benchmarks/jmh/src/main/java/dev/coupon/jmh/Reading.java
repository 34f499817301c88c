package dev.coupon.jmh;

import dev.coupon.domain.Coupon;
import dev.coupon.domain.port.Outcome;
import dev.coupon.domain.port.Snapshot;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Group;
import org.openjdk.jmh.annotations.GroupThreads;

/** Reading a campaign on one thread while another issues from it without a pause. */
public class Reading extends Measured {

	@Benchmark
	@Group("withoutCodes")
	@GroupThreads(1)
	public Outcome<Snapshot> find(Store store) {
		return store.repository.find(Store.CAMPAIGN, 0);
	}

	@Benchmark
	@Group("withoutCodes")
	@GroupThreads(1)
	public Outcome<Coupon> issue(Store store) {
		return store.repository.issue(Store.REQUEST);
	}

	@Benchmark
	@Group("with100Codes")
	@GroupThreads(1)
	public Outcome<Snapshot> find100(Store store) {
		return store.repository.find(Store.CAMPAIGN, 100);
	}

	@Benchmark
	@Group("with100Codes")
	@GroupThreads(1)
	public Outcome<Coupon> issueMeanwhile(Store store) {
		return store.repository.issue(Store.REQUEST);
	}

}
