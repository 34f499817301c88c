package dev.coupon.kill;

import dev.coupon.kill.Answer.Kind;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/**
 * Clients that have coupons issued and redeemed without pause, and ask again, at once or
 * later, what they were given no clear answer to.
 */
final class Load implements AutoCloseable {

	private static final int CLIENTS = 8;

	private static final int READERS = 3;

	private static final int USERS = 20;

	static final int PER_USER_LIMIT = 10;

	private final List<URI> services;

	private final Random random;

	private final Ledger ledger;

	private final Shop shop;

	/** Several, so that they append to the feed at the same time. */
	private final List<FeedReader> readers;

	private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

	private final List<Future<?>> clients = new ArrayList<>();

	private final AtomicInteger requests = new AtomicInteger();

	private final AtomicInteger done = new AtomicInteger();

	private final Queue<Request> doubtful = new ConcurrentLinkedQueue<>();

	/** Each coupon twice, so that one of two redemptions must fail. */
	private final Queue<Request> redemptions = new ConcurrentLinkedQueue<>();

	private int campaigns;

	private volatile String campaign = "";

	private volatile boolean stopped;

	private boolean reading = true;

	/**
	 * @param folder where the ledger will be
	 */
	Load(Path folder, Random random, List<ServiceProcess> services) throws IOException {
		this.services = services.stream().map(ServiceProcess::uri).toList();
		this.random = random;
		this.ledger = new Ledger(folder.resolve("ledger.tsv"));
		this.shop = new Shop(ledger);
		this.readers = Stream.generate(() -> new FeedReader(this.services, new Random(random.nextLong())))
			.limit(READERS)
			.toList();
	}

	/** Creates a campaign, which all services must agree to. */
	String createCampaign(int maxCoupons) {
		String id = "campaign-" + ++campaigns;
		services.forEach(service -> Kills.await("a campaign at " + service,
				() -> shop.create(service, id, maxCoupons, PER_USER_LIMIT)));
		return id;
	}

	/**
	 * Turns to a new campaign, until settled, and returns when something is done in it.
	 */
	void turnToNewCampaign() {
		campaign = createCampaign(random.nextInt(20, USERS * PER_USER_LIMIT));
		if (clients.isEmpty()) {
			stopped = false;
			for (int client = 0; client < CLIENTS; client++) {
				Random own = new Random(random.nextLong());
				clients.add(threads.submit(() -> work(own)));
			}
			if (reading) {
				readers.forEach(reader -> clients.add(threads.submit(() -> readWith(reader))));
			}
		}
		int before = done();
		Kills.await("something done in the new campaign", () -> done() > before);
	}

	/** How often something was done. */
	int done() {
		return done.get();
	}

	private void work(Random own) {
		while (!stopped) {
			Request request = own.nextInt(8) == 0 ? doubtful.poll() : null;
			request = request == null && own.nextInt(4) == 0 ? redemptions.poll() : request;
			request = request == null ? issue(own) : request;
			Answer answer = ask(request, own.nextInt(services.size()));
			if (answer.is(Kind.NOT_DONE)) {
				Kills.pause(own.nextInt(50, 150));
			}
			if (request.isRepeatable() && !answer.isClear() && (answer.is(Kind.UNKNOWN) || own.nextBoolean())) {
				doubtful.add(request);
			}
		}
	}

	private void readWith(FeedReader reader) {
		while (!stopped) {
			reader.readSome();
		}
	}

	/**
	 * Says whether the feed is read while clients work, when they begin the next time.
	 * Reading the feed commits, too.
	 */
	void readFeed(boolean meanwhile) {
		reading = meanwhile;
	}

	/**
	 * For each reader, all events that it read while services were killed, and those
	 * after them.
	 */
	List<List<FeedReader.Read>> events() {
		return readers.stream().map(FeedReader::readAll).toList();
	}

	private Request issue(Random own) {
		int number = requests.incrementAndGet();
		return own.nextBoolean() ? Request.issueOnce(campaign, number)
				: Request.issue(campaign, "user-" + own.nextInt(USERS), number);
	}

	/** Asks one of the services, by its place in the list. */
	Answer ask(Request request, int service) {
		Answer answer = shop.ask(services.get(service), request);
		if (answer.is(Kind.DONE)) {
			done.incrementAndGet();
			if (request.code() == null) {
				redemptions.add(request.redeem(answer.detail(), false, requests.incrementAndGet()));
				redemptions.add(request.redeem(answer.detail(), true, requests.incrementAndGet()));
			}
		}
		return answer;
	}

	/** Stops, has all doubts cleared, and returns what was asked and answered so far. */
	Map<Request, List<Answer>> settle() throws Exception {
		stopped = true;
		for (Future<?> client : clients) {
			client.get();
		}
		clients.clear();
		ledger.read().forEach((request, answers) -> {
			if (request.isRepeatable() && isDoubtful(answers)) {
				Kills.await("an answer to " + request, () -> ask(request, services.size() - 1).isClear());
				ask(request, 0);
			}
		});
		return ledger.read();
	}

	/** Whether it was in doubt at any time. */
	static boolean isDoubtful(List<Answer> answers) {
		return answers.stream().anyMatch(answer -> answer.is(Kind.UNKNOWN) && !answer.equals(Answer.NONE));
	}

	@Override
	public void close() throws IOException {
		stopped = true;
		threads.close();
		shop.close();
		readers.forEach(FeedReader::close);
		ledger.close();
	}

}
