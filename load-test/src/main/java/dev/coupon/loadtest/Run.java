package dev.coupon.loadtest;

import dev.coupon.loadtest.recording.Answer;
import dev.coupon.loadtest.recording.CampaignRecord;
import dev.coupon.loadtest.recording.Outcome;
import dev.coupon.loadtest.recording.Recorder;
import dev.coupon.loadtest.recording.RequestType;
import dev.coupon.loadtest.settings.LoadTestSettings;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/** The state of a run that all its users share. */
final class Run {

	private final LoadTestSettings settings;

	private final Recorder recorder = new Recorder();

	private final List<CampaignRecord> campaigns;

	private final AtomicInteger created = new AtomicInteger();

	private final AtomicInteger joined = new AtomicInteger();

	private final AtomicInteger active = new AtomicInteger();

	/** When the first user joined; 0 before. */
	private volatile long begin;

	/**
	 * So many campaigns from the first one on are exhausted for good, and need no second
	 * look.
	 */
	private volatile int exhausted;

	/**
	 * Why not all campaigns could be created; empty as long as there is no such reason.
	 */
	private volatile String obstacle = "";

	/**
	 * Begins a run.
	 * @param name begins the names of its campaigns, so that no other run has them
	 */
	Run(LoadTestSettings settings, String name) {
		this.settings = settings;
		this.campaigns = IntStream.rangeClosed(1, settings.campaigns())
			.mapToObj(number -> new CampaignRecord(name + "-" + number, settings.coupons()))
			.toList();
	}

	LoadTestSettings settings() {
		return settings;
	}

	Recorder recorder() {
		return recorder;
	}

	/** The campaign to be created next. */
	CampaignRecord nextToCreate() {
		return campaigns.get(created.getAndIncrement());
	}

	/** Takes down an answer to a request about a campaign. */
	void answered(RequestType type, CampaignRecord campaign, Answer answer, long millis) {
		recorder.answered(type, answer, millis);
		if (type == RequestType.ISSUE) {
			campaign.answer(answer);
		}
		if (type == RequestType.CREATE && answer.outcomeOf(type) == Outcome.FAILED) {
			obstacle = "campaign " + campaign.id() + " can't be created: " + answer.details();
		}
	}

	/** Takes down that a request got no answer. */
	void unanswered(RequestType type) {
		recorder.unanswered(type);
		if (type == RequestType.CREATE) {
			obstacle = "the service doesn't answer to the creation of a campaign";
		}
	}

	/** Whether the load can't begin. */
	boolean isStopped() {
		return !obstacle.isEmpty();
	}

	String obstacle() {
		return obstacle;
	}

	/** Lets a user join; returns the campaign that is theirs, round robin. */
	CampaignRecord join() {
		synchronized (this) {
			if (begin == 0) {
				begin = System.nanoTime();
			}
		}
		active.incrementAndGet();
		return campaigns.get(Math.floorMod(joined.getAndIncrement(), campaigns.size()));
	}

	/** Whether users are still to ask for coupons. */
	boolean goesOn() {
		boolean timeIsOver = Duration.ofNanos(System.nanoTime() - begin).compareTo(settings.time()) >= 0;
		return !isStopped() && !timeIsOver && !allExhausted();
	}

	private boolean allExhausted() {
		int first = exhausted;
		while (first < campaigns.size() && campaigns.get(first).isExhausted()) {
			first++;
		}
		exhausted = first;
		return first == campaigns.size();
	}

	/**
	 * Lets a user leave.
	 * @return whether nobody is left and nobody need come
	 */
	boolean leave() {
		return active.decrementAndGet() == 0 && !goesOn();
	}

	/** The campaigns that the users were told of. */
	List<CampaignRecord> campaigns() {
		return isStopped() ? List.of() : campaigns;
	}

}
