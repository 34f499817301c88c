package dev.coupon.jmh;

import dev.coupon.domain.port.request.IssueRequest;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.ThreadParams;

/** What one thread asks for, never the same twice. */
@State(Scope.Thread)
public class Requests {

	private static final long EACH = 1_000_000_000_000L;

	/** Of 16 digits, the first of which are the thread's own. */
	private long number;

	private int campaign;

	@Setup
	public void setUp(ThreadParams thread) {
		number = (1_000 + thread.getThreadIndex()) * EACH;
		campaign = Store.SPREAD.size() * thread.getThreadIndex() / thread.getThreadCount();
	}

	/** For a user, and with a key, that nobody else has. */
	IssueRequest withUserAndKey() {
		String unique = Long.toString(++number);
		return new IssueRequest(Store.CAMPAIGN, unique, unique);
	}

	/** For each campaign in turn. */
	IssueRequest spread() {
		campaign = (campaign + 1) % Store.SPREAD.size();
		return Store.SPREAD.get(campaign);
	}

}
