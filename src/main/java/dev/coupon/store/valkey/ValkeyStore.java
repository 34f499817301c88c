package dev.coupon.store.valkey;

import dev.coupon.caller.rate.SharedBuckets;
import dev.coupon.domain.decision.stock.StockLevel;
import dev.coupon.domain.port.CampaignRepository;
import dev.coupon.domain.port.Outcome.Done;
import dev.coupon.domain.port.move.CampaignMoves;
import dev.coupon.domain.webhook.Subscriptions;
import dev.coupon.store.OpenStore;
import dev.coupon.store.batch.BatchQueue.Limits;
import dev.coupon.store.batch.BatchSettings;
import dev.coupon.store.rate.QueuedBuckets;
import dev.coupon.store.valkey.change.Change.Step;
import dev.coupon.store.valkey.change.Tools;
import dev.coupon.store.valkey.connection.Connections;
import dev.coupon.store.valkey.index.CampaignIndex;
import dev.coupon.store.valkey.move.ValkeyCampaignMoves;
import dev.coupon.store.valkey.rate.BucketKeys;
import dev.coupon.store.valkey.read.CampaignReader;
import dev.coupon.store.valkey.server.Server;
import dev.coupon.store.valkey.webhook.Webhooks;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** An open store on a server or cluster. */
final class ValkeyStore implements OpenStore {

	/** The lane of the writes that only test that writing works; no campaign's id. */
	private static final String TRIALS = "?";

	/** The time for which a write that was done shows that writing works. */
	private static final Duration RECENT = Duration.ofSeconds(2);

	private final Connections connections;

	private final ValkeyCampaignRepository repository;

	private final Subscriptions subscriptions;

	private final CampaignMoves moves;

	private final Needs needs;

	/** The shared buckets; absent unless they were opened. */
	private volatile @Nullable QueuedBuckets buckets;

	/**
	 * The objects that the store needs besides the server.
	 *
	 * @param random the source of random codes; a cryptographic one in production
	 * @param level the level at which coupons run low
	 */
	record Needs(RandomGenerator random, StockLevel level, BatchSettings batch, MeterRegistry meters) {
	}

	ValkeyStore(Connections connections, Needs needs) {
		this.connections = connections;
		Tools tools = tools(connections.server(), needs);
		this.repository = new ValkeyCampaignRepository(tools, needs.batch, needs.meters);
		this.moves = new ValkeyCampaignMoves(tools, needs.batch.deadline());
		this.needs = needs;
		this.subscriptions = new ValkeySubscriptions(repository.lanes(), new Webhooks(connections.server()));
	}

	/** The campaigns and coupons on a server. */
	static ValkeyCampaignRepository repository(Server server, Needs needs) {
		return new ValkeyCampaignRepository(tools(server, needs), needs.batch, needs.meters);
	}

	private static Tools tools(Server server, Needs needs) {
		return new Tools(server, new CampaignReader(server), new CampaignIndex(server), needs.random, needs.level);
	}

	@Override
	public CampaignRepository repository() {
		return repository;
	}

	@Override
	public Subscriptions subscriptions() {
		return subscriptions;
	}

	@Override
	public CampaignMoves moves() {
		return moves;
	}

	@Override
	public SharedBuckets openBuckets() {
		BatchSettings batch = needs.batch;
		QueuedBuckets opened = new QueuedBuckets(new BucketKeys(connections.server()),
				new Limits(QueuedBuckets.THREADS, batch.maxSize(), batch.maxWaiting(), batch.deadline()), needs.meters);
		buckets = opened;
		return opened;
	}

	/** Writes to each primary, because codes may be on any of them. */
	@Override
	public void check() {
		if (!connections.hasWrittenWithin(RECENT)) {
			repository.lanes().change(TRIALS, new Step(() -> {
				connections.tryWriting();
				return new Done<>(TRIALS);
			}));
		}
	}

	@Override
	public Set<String> damaged() {
		return repository.damaged();
	}

	@Override
	public void giveUp() {
		if (buckets != null) {
			buckets.giveUp();
		}
		repository.giveUp();
	}

	@Override
	public void close() {
		if (buckets != null) {
			buckets.close();
		}
		repository.close();
		connections.close();
	}

}
