package dev.coupon.web.server.connection;

import java.io.EOFException;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SocketChannel;
import org.apache.tomcat.util.net.NioChannel;
import org.apache.tomcat.util.net.NioEndpoint.NioSocketWrapper;
import org.apache.tomcat.util.net.SocketEvent;

/**
 * A connection whose virtual threads wait for its client themselves. A thread reads, has
 * the requests that arrived served, and leaves the rest to a new thread. So connections
 * take turns, even if a client sends requests without a pause.
 * <p>
 * Tomcat's own connections wait at its poller, which costs more system calls, and a
 * change of threads for each request. Non-blocking input and output of servlets needs the
 * poller, so it isn't supported.
 */
final class Connection extends NioSocketWrapper implements Runnable {

	private static final int NOT_WAITING = -1;

	private final ConnectionEndpoint endpoint;

	/** The tick at which the wait for input began. */
	private volatile int readingSince = NOT_WAITING;

	/** The tick at which the wait for the client to accept written data began. */
	private volatile int writingSince = NOT_WAITING;

	/** Tells that a wait took too long, and was ended for that. */
	private volatile boolean late;

	Connection(NioChannel channel, ConnectionEndpoint endpoint) {
		super(channel, endpoint);
		this.endpoint = endpoint;
	}

	/** Waits for input, and has Tomcat serve it. */
	@Override
	public void run() {
		boolean served = false;
		try {
			served = endpoint.processSocket(this, waitForInput(), false);
		}
		finally {
			if (!served) {
				close();
			}
		}
	}

	private SocketEvent waitForInput() {
		try {
			if (socketBufferHandler.isReadBufferEmpty()) {
				fillReadBuffer();
			}
			return SocketEvent.OPEN_READ;
		}
		catch (IOException e) {
			setError(e);
			return SocketEvent.ERROR;
		}
	}

	/**
	 * Starts a thread that waits for more input. Tomcat calls this when it has served all
	 * that was read.
	 */
	@Override
	public void registerReadInterest() {
		endpoint.getExecutor().execute(this);
	}

	private void fillReadBuffer() throws IOException {
		socketBufferHandler.configureReadBufferForWrite();
		readingSince = endpoint.ticks();
		int read;
		try {
			read = getSocket().read(socketBufferHandler.getReadBuffer());
		}
		finally {
			readingSince = NOT_WAITING;
		}
		if (read < 0) {
			throw late ? new SocketTimeoutException() : new EOFException();
		}
	}

	@Override
	public boolean isReadyForRead() {
		return !socketBufferHandler.isReadBufferEmpty();
	}

	/**
	 * Reads what has arrived. If nothing has, it waits, or returns 0 if it must not
	 * {@code block}.
	 */
	@Override
	public int read(boolean block, ByteBuffer to) throws IOException {
		int read = populateReadBuffer(to);
		if (read > 0 || !block) {
			return read;
		}
		fillReadBuffer();
		return populateReadBuffer(to);
	}

	@Override
	public int read(boolean block, byte[] to, int offset, int length) throws IOException {
		return read(block, ByteBuffer.wrap(to, offset, length));
	}

	/** Writes everything. A wait begins anew when the client has taken something. */
	@Override
	protected void doWrite(boolean block, ByteBuffer from) throws IOException {
		try {
			if (!getSocket().isOpen()) {
				throw new ClosedChannelException(); // Its buffer is empty, whatever was
													// written.
			}
			while (from.hasRemaining()) {
				writingSince = endpoint.ticks();
				getSocket().write(from);
			}
		}
		catch (ClosedChannelException e) {
			throw late ? new SocketTimeoutException() : e;
		}
		finally {
			writingSince = NOT_WAITING;
		}
	}

	/**
	 * Ends a wait that takes longer than its timeout. If it is for input, only the input
	 * is shut down, so that an answer can still be sent.
	 */
	void endLateWait(int now) {
		SocketChannel channel = getSocket().getIOChannel();
		if (channel == null) {
			return; // The connection has ended.
		}
		try {
			if (isLate(writingSince, now, getWriteTimeout())) {
				late = true;
				channel.close();
			}
			else if (isLate(readingSince, now, getReadTimeout())) {
				late = true;
				channel.shutdownInput();
			}
		}
		catch (IOException | RuntimeException e) {
			// The connection has ended already. The next ticks must come all the same.
		}
	}

	private static boolean isLate(int since, int now, long timeout) {
		return since != NOT_WAITING && timeout > 0 && (long) (now - since) * ConnectionEndpoint.TICK_MILLIS > timeout;
	}

}
