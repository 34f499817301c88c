package dev.coupon.store.valkey.feed;

import dev.coupon.domain.event.EventRun;
import dev.coupon.domain.event.EventRun.Reach;

/** Runs of events, and how far they go, as texts. */
final class RunText {

	private static final int CAMPAIGN = 0;

	private static final int UID = 1;

	private static final int FROM = 2;

	private static final int TO = 4;

	private RunText() {
	}

	static String write(EventRun run) {
		return run.campaignId() + " " + run.campaignUid() + " " + write(run.from()) + " " + write(run.to());
	}

	static EventRun read(long position, String text) {
		String[] parts = text.split(" ", -1);
		return new EventRun(position, parts[CAMPAIGN], parts[UID], reach(parts, FROM), reach(parts, TO));
	}

	static String write(Reach reach) {
		return reach.coupons() + " " + reach.entries();
	}

	static Reach reach(String text) {
		return reach(text.split(" ", -1), 0);
	}

	private static Reach reach(String[] parts, int first) {
		return new Reach(Integer.parseInt(parts[first]), Integer.parseInt(parts[first + 1]));
	}

}
