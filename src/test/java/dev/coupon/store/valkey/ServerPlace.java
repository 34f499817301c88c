package dev.coupon.store.valkey;

import dev.coupon.domain.port.CampaignRepository;
import dev.coupon.domain.port.move.CampaignMoves;
import dev.coupon.store.contract.MoveContract;
import dev.coupon.store.valkey.connection.Connections;
import java.nio.file.Path;
import java.security.SecureRandom;

/** A server or cluster from which campaigns come, or to which they go. */
final class ServerPlace implements MoveContract.Place {

	private final ValkeyStore store;

	private final Runnable emptying;

	private final AutoCloseable servers;

	private ServerPlace(Connections connections, Runnable emptying, AutoCloseable servers) {
		this.store = new ValkeyStore(connections, TestServer.needs(new SecureRandom()));
		this.emptying = emptying;
		this.servers = servers;
	}

	static ServerPlace server() {
		TestServer server = new TestServer();
		return new ServerPlace(server.connect(), server::empty, server);
	}

	/** A cluster where replicas have each change. */
	static ServerPlace cluster(Path folder) {
		TestCluster cluster = new TestCluster(folder, 1);
		return new ServerPlace(cluster.connect(TestServer.DEADLINE, 1), cluster::empty, cluster);
	}

	@Override
	public CampaignRepository repository() {
		return store.repository();
	}

	@Override
	public CampaignMoves moves() {
		return store.moves();
	}

	@Override
	public void empty() {
		emptying.run();
	}

	@Override
	public void close() {
		store.close();
		try {
			servers.close();
		}
		catch (Exception e) {
			throw new IllegalStateException(e);
		}
	}

}
