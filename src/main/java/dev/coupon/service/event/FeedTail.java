package dev.coupon.service.event;

import com.github.benmanes.caffeine.cache.Ticker;
import dev.coupon.domain.event.EventPosition;
import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * The present end of the feed, where readers wait for new events. While somebody waits,
 * one thread extends the feed twice a second for all of them.
 */
@Component
public class FeedTail {

	private static final Logger log = LoggerFactory.getLogger(FeedTail.class);

	private static final Duration PAUSE = Duration.ofMillis(500);

	private final EventService events;

	private final Ticker ticker;

	private final ReentrantLock lock = new ReentrantLock();

	private final Condition moved = lock.newCondition();

	private EventPosition end = EventPosition.START;

	private int waiting;

	private boolean looking;

	private long upToDate;

	private boolean closed;

	FeedTail(EventService events, Ticker ticker) {
		this.events = events;
		this.ticker = ticker;
	}

	/** The end of the feed as it was last seen. */
	public EventPosition end() {
		lock.lock();
		try {
			return end;
		}
		finally {
			lock.unlock();
		}
	}

	/**
	 * Waits until the feed has grown, the time is up, or the service stops.
	 * @param known the end that the reader has seen
	 * @return whether the feed has grown
	 * @throws InterruptedException if the thread is interrupted
	 */
	public boolean await(EventPosition known, Duration atMost) throws InterruptedException {
		lock.lock();
		try {
			long left = atMost.toNanos();
			waiting++;
			try {
				while (end.equals(known) && !closed && left > 0) {
					look();
					left = moved.awaitNanos(left);
				}
			}
			finally {
				waiting--;
			}
			return !end.equals(known);
		}
		finally {
			lock.unlock();
		}
	}

	/**
	 * The delay of the feed: the time since the last successful look for new events
	 * began. Zero while nobody waits.
	 */
	public Duration behind() {
		lock.lock();
		try {
			return looking ? Duration.ofNanos(Math.max(0, ticker.read() - upToDate)) : Duration.ZERO;
		}
		finally {
			lock.unlock();
		}
	}

	/** Tells whether the service stops, so that nobody should wait any more. */
	public boolean isClosed() {
		lock.lock();
		try {
			return closed;
		}
		finally {
			lock.unlock();
		}
	}

	/** Lets readers wait, also after it was closed. */
	public void open() {
		lock.lock();
		try {
			closed = false;
		}
		finally {
			lock.unlock();
		}
	}

	/** Wakes all who wait, and lets nobody wait any more. */
	public void close() {
		lock.lock();
		try {
			closed = true;
			moved.signalAll();
		}
		finally {
			lock.unlock();
		}
	}

	private void look() {
		if (!looking) {
			looking = true;
			upToDate = ticker.read();
			Thread.ofVirtual().name("feed-tail").start(this::lookWhileSomebodyWaits);
		}
	}

	private void lookWhileSomebodyWaits() {
		do {
			extend();
			pause();
		}
		while (isWanted());
	}

	private void extend() {
		try {
			long now = ticker.read();
			moveTo(events.extend(), now);
		}
		catch (RuntimeException e) {
			log.debug("The store can't extend the feed now", e);
		}
		catch (Error e) {
			// Else one error would end all streams and webhooks for good.
			log.error("The feed can't be extended now", e);
		}
	}

	private static void pause() {
		try {
			Thread.sleep(PAUSE);
		}
		catch (InterruptedException e) {
			Thread.currentThread().interrupt();
		}
	}

	private void moveTo(EventPosition newEnd, long now) {
		lock.lock();
		try {
			upToDate = now;
			if (!newEnd.equals(end)) {
				end = newEnd;
				moved.signalAll();
			}
		}
		finally {
			lock.unlock();
		}
	}

	private boolean isWanted() {
		lock.lock();
		try {
			looking = waiting > 0 && !closed && !Thread.currentThread().isInterrupted();
			return looking;
		}
		finally {
			lock.unlock();
		}
	}

}
