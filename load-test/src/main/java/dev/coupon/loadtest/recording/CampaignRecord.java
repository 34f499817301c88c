package dev.coupon.loadtest.recording;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.LongAdder;

/** What users learnt of one campaign; for any number of threads. */
public final class CampaignRecord {

	private final String id;

	private final int maxCoupons;

	private final Queue<Coupon> received = new ConcurrentLinkedQueue<>();

	private final LongAdder asked = new LongAdder();

	private final LongAdder settled = new LongAdder();

	private volatile boolean exhausted;

	public CampaignRecord(String id, int maxCoupons) {
		this.id = id;
		this.maxCoupons = maxCoupons;
	}

	public String id() {
		return id;
	}

	public int maxCoupons() {
		return maxCoupons;
	}

	/** Notes that a coupon is about to be asked for. */
	public void ask() {
		asked.increment();
	}

	/** Notes an answer to such a request. */
	public void answer(Answer answer) {
		Outcome outcome = answer.outcomeOf(RequestType.ISSUE);
		if (outcome == Outcome.SUCCEEDED) {
			received.add(new Coupon(answer.body().path("code").asText(), answer.body().path("sequence").asInt()));
		}
		exhausted |= outcome == Outcome.EXHAUSTED;
		if (outcome != Outcome.FAILED || !answer.leavesOpen()) {
			settled.increment();
		}
	}

	/** The coupons received so far, in no particular order. */
	public List<Coupon> received() {
		return List.copyOf(received);
	}

	/** How many requests may have got a coupon that nobody was told. */
	public long unanswered() {
		return asked.sum() - settled.sum();
	}

	/** Whether someone was told that all coupons are issued. */
	public boolean isExhausted() {
		return exhausted;
	}

}
