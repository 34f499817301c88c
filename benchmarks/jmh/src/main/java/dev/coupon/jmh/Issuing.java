package dev.coupon.jmh;

import dev.coupon.domain.Coupon;
import dev.coupon.domain.port.Outcome;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Threads;

/** Issuing, on one thread and on more than there are processors. */
public abstract class Issuing extends Measured {

	@Benchmark
	public Outcome<Coupon> plain(Store store) {
		return store.repository.issue(Store.REQUEST);
	}

	@Benchmark
	public Outcome<Coupon> withUserAndKey(Store store, Requests requests) {
		return store.repository.issue(requests.withUserAndKey());
	}

	@Benchmark
	public Outcome<Coupon> spreadOver1000Campaigns(Store store, Requests requests) {
		return store.repository.issue(requests.spread());
	}

	@Benchmark
	public Outcome<Coupon> refusedAsExhausted(Store store) {
		return store.repository.issue(Store.EXHAUSTED);
	}

	@Threads(1)
	public static class On1Thread extends Issuing {

	}

	@Threads(2)
	public static class On2Threads extends Issuing {

	}

	@Threads(8)
	public static class On8Threads extends Issuing {

	}

}
