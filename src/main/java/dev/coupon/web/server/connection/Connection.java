package dev.coupon.web.server.connection;

import java.io.EOFException;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.SocketChannel;
import org.apache.tomcat.util.net.NioChannel;
import org.apache.tomcat.util.net.NioEndpoint.NioSocketWrapper;
import org.apache.tomcat.util.net.SocketEvent;
import org.jspecify.annotations.Nullable;

/**
 * A connection of a client with a virtual thread of its own. The thread waits for the
 * next request by reading it, serves it, and waits again. An asynchronous request ends
 * the thread; when its answer is complete, the connection gets a new one.
 */
final class Connection extends NioSocketWrapper implements Runnable {

	private static final int NOT_WAITING = -1;

	private final ConnectionEndpoint endpoint;

	private volatile int readingSince = NOT_WAITING;

	private volatile int writingSince = NOT_WAITING;

	/** Tells that the other side has let the connection wait for too long. */
	private volatile boolean late;

	private volatile @Nullable Thread thread;

	private volatile boolean again;

	Connection(NioChannel channel, ConnectionEndpoint endpoint) {
		super(channel, endpoint);
		this.endpoint = endpoint;
	}

	@Override
	public void run() {
		Thread self = Thread.currentThread();
		thread = self;
		do {
			again = false;
			if (!endpoint.processSocket(this, await(), false)) {
				close();
			}
		}
		while (again && thread == self);
	}

	private SocketEvent await() {
		Thread.interrupted(); // It was meant for the last request.
		try {
			if (socketBufferHandler.isReadBufferEmpty()) {
				fill();
			}
			return SocketEvent.OPEN_READ;
		}
		catch (IOException e) {
			setError(e);
			return SocketEvent.ERROR;
		}
	}

	/** Has the connection wait for more input after what is served now. */
	@Override
	public void registerReadInterest() {
		if (Thread.currentThread() == thread) {
			again = true;
		}
		else {
			endpoint.getExecutor().execute(this);
		}
	}

	/** Waits for input, and reads it. */
	private void fill() throws IOException {
		socketBufferHandler.configureReadBufferForWrite();
		readingSince = endpoint.time();
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

	@Override
	public int read(boolean block, ByteBuffer to) throws IOException {
		int read = populateReadBuffer(to);
		if (read > 0 || !block) {
			return read;
		}
		fill();
		return populateReadBuffer(to);
	}

	@Override
	public int read(boolean block, byte[] to, int offset, int length) throws IOException {
		return read(block, ByteBuffer.wrap(to, offset, length));
	}

	@Override
	protected void doWrite(boolean block, ByteBuffer from) throws IOException {
		try {
			while (from.hasRemaining()) {
				writingSince = endpoint.time();
				getSocket().write(from);
			}
		}
		catch (AsynchronousCloseException e) {
			throw late ? new SocketTimeoutException() : e;
		}
		finally {
			writingSince = NOT_WAITING;
		}
	}

	/** Ends a wait for the other side that has taken too long. */
	void endLateWait(int now) {
		SocketChannel channel = getSocket().getIOChannel();
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
		catch (IOException e) {
			// The connection has ended already.
		}
	}

	private static boolean isLate(int since, int now, long timeout) {
		return since != NOT_WAITING && timeout > 0 && (long) (now - since) * ConnectionEndpoint.TICK > timeout;
	}

}
