package dev.coupon.store.valkey;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Stands between a store and its server, and cuts connections at the worst moment. */
final class CuttingProxy implements AutoCloseable {

	/** What happens to a connection on which coupons are written. */
	enum Fault {

		NONE,
		/** It breaks before the server gets the write. */
		REQUEST_LOST,
		/** It breaks when the server has written, before the store is told. */
		ANSWER_LOST

	}

	/** The command by which a write is known, because only writes append to lists. */
	private static final String WRITE = "RPUSH";

	private final ServerSocket listener;

	private final int serverPort;

	private final AtomicReference<Fault> next = new AtomicReference<>(Fault.NONE);

	private final Set<Cut> connections = ConcurrentHashMap.newKeySet();

	private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

	private volatile boolean down;

	private volatile boolean downAfterwards;

	CuttingProxy(int serverPort) {
		this.serverPort = serverPort;
		try {
			this.listener = new ServerSocket(0, 0, InetAddress.getLoopbackAddress());
		}
		catch (IOException e) {
			throw new UncheckedIOException(e);
		}
		threads.execute(this::accept);
	}

	int port() {
		return listener.getLocalPort();
	}

	/** Cuts the connection of the next write. */
	void cutNext(Fault fault) {
		next.set(fault);
	}

	/** Cuts the connection of the next write, and then all until it is up again. */
	void cutNextAndStayDown(Fault fault) {
		downAfterwards = true;
		next.set(fault);
	}

	/** Tells whether the cut that was asked for has happened. */
	boolean hasCut() {
		return next.get() == Fault.NONE;
	}

	void up() {
		downAfterwards = false;
		down = false;
	}

	private boolean takes(Fault fault) {
		if (!next.compareAndSet(fault, Fault.NONE)) {
			return false;
		}
		down = downAfterwards;
		return true;
	}

	private void accept() {
		while (!listener.isClosed()) {
			try {
				Socket store = listener.accept();
				if (down) {
					store.close();
				}
				else {
					Cut connection = new Cut(store, new Socket(InetAddress.getLoopbackAddress(), serverPort));
					connections.add(connection);
					threads.execute(connection::pumpToServer);
					threads.execute(connection::pumpToStore);
				}
			}
			catch (IOException e) {
				// The server or the proxy is closed.
			}
		}
	}

	private final class Cut {

		private final Socket store;

		private final Socket server;

		private volatile boolean atAnswer;

		Cut(Socket store, Socket server) {
			this.store = store;
			this.server = server;
		}

		void pumpToServer() {
			pump(store, server, part -> {
				boolean write = new String(part, StandardCharsets.ISO_8859_1).contains(WRITE);
				if (write && takes(Fault.ANSWER_LOST)) {
					atAnswer = true;
				}
				return write && takes(Fault.REQUEST_LOST);
			});
		}

		void pumpToStore() {
			pump(server, store, part -> atAnswer);
		}

		private void pump(Socket from, Socket to, Predicate<byte[]> cut) {
			try {
				InputStream in = from.getInputStream();
				OutputStream out = to.getOutputStream();
				byte[] buffer = new byte[1 << 16];
				int length = in.read(buffer);
				while (length >= 0 && !cut.test(Arrays.copyOf(buffer, length))) {
					out.write(buffer, 0, length);
					length = in.read(buffer);
				}
			}
			catch (IOException e) {
				// The other side has closed it.
			}
			close();
			if (down) {
				connections.forEach(Cut::close);
			}
		}

		void close() {
			connections.remove(this);
			closeQuietly(store);
			closeQuietly(server);
		}

		private static void closeQuietly(@Nullable Socket socket) {
			try (socket) {
				// Closes it.
			}
			catch (IOException e) {
				throw new UncheckedIOException(e);
			}
		}

	}

	@Override
	public void close() {
		down = true;
		try {
			listener.close();
		}
		catch (IOException e) {
			throw new UncheckedIOException(e);
		}
		connections.forEach(Cut::close);
		threads.close();
	}

}
