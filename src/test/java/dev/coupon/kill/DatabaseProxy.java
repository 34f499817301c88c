package dev.coupon.kill;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;

/** Stands between services and PostgreSQL, and can fail at the worst moment. */
final class DatabaseProxy implements AutoCloseable {

	/** What happens to a connection on which something is committed. */
	enum Fault {

		NONE,
		/** It breaks before the server is asked to commit. */
		COMMIT_LOST,
		/** It breaks for the service, and later the server is asked to commit. */
		COMMIT_LATE,
		/** It breaks when the server has committed, before the service is told. */
		REPLY_LOST

	}

	/** How the database is to be reached. */
	enum State {

		UP, STALLED, DOWN

	}

	private final ServerSocket listener;

	private final int serverPort;

	private final AtomicReference<Fault> next = new AtomicReference<>(Fault.NONE);

	private final Set<ProxiedConnection> connections = ConcurrentHashMap.newKeySet();

	private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

	private volatile State state = State.UP;

	private volatile State stateAfterFault = State.UP;

	DatabaseProxy(int serverPort) throws IOException {
		this.listener = new ServerSocket(0, 0, InetAddress.getLoopbackAddress());
		this.serverPort = serverPort;
		threads.execute(this::accept);
	}

	String url() {
		return "jdbc:postgresql://localhost:%d/postgres?sslmode=disable&gssEncMode=disable"
			.formatted(listener.getLocalPort());
	}

	private void accept() {
		while (!listener.isClosed()) {
			try {
				serve(listener.accept());
			}
			catch (IOException e) {
				// The proxy is closed.
			}
		}
	}

	private synchronized void serve(Socket service) throws IOException {
		try {
			if (state == State.DOWN) {
				throw new ConnectException("The database is down");
			}
			ProxiedConnection connection = new ProxiedConnection(this, service,
					new Socket(InetAddress.getLoopbackAddress(), serverPort));
			connections.add(connection);
			threads.execute(connection::pumpToServer);
			threads.execute(connection::pumpToService);
		}
		catch (ConnectException e) {
			service.close();
		}
	}

	/**
	 * Lets one of the next commits fail, and returns when it has.
	 * @param then how the database is to be reached from then on
	 */
	void failCommit(Fault fault, State then) {
		stateAfterFault = then;
		next.set(fault);
		Kills.await("a commit", () -> next.get() == Fault.NONE);
	}

	/** Whether this is to happen now; it happens once. */
	boolean takes(Fault fault) {
		boolean taken = next.get() == fault;
		if (taken) {
			// First, so that it has happened when the test goes on.
			become(stateAfterFault);
		}
		return taken && next.compareAndSet(fault, Fault.NONE);
	}

	/**
	 * Stalled, it forwards nothing and keeps connections open; down, it closes them and
	 * those that come.
	 */
	synchronized void become(State next) {
		state = next;
		if (next == State.DOWN) {
			connections.forEach(ProxiedConnection::close);
		}
	}

	void awaitForwarding() {
		while (state == State.STALLED) {
			Kills.pause(10);
		}
	}

	void forget(ProxiedConnection connection) {
		connections.remove(connection);
	}

	@Override
	public void close() throws IOException {
		become(State.DOWN);
		listener.close();
		threads.close();
	}

}
