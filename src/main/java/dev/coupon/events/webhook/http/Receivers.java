package dev.coupon.events.webhook.http;

import dev.coupon.caller.Network;
import dev.coupon.events.webhook.WebhookSettings;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/**
 * The receivers to which webhooks may be sent. A name is looked up once for a connection,
 * all its addresses are checked, and only those are connected to: a name that means
 * another address a moment later gains nothing by that.
 */
@Component
public final class Receivers {

	/** The number of names that are looked up at the same time. */
	private static final int LOOK_UPS = 64;

	/** The number of addresses of a receiver that are tried. */
	private static final int ADDRESSES = 4;

	private static final int IDLE_SECONDS = 10;

	private final List<Network> allowed;

	private final Duration patience;

	private final Names names;

	/**
	 * The threads that look up names: platform threads, because a look-up keeps its
	 * thread for as long as it takes.
	 */
	private final ThreadPoolExecutor threads = new ThreadPoolExecutor(0, LOOK_UPS, IDLE_SECONDS, TimeUnit.SECONDS,
			new SynchronousQueue<>(), Thread.ofPlatform().daemon().name("webhook-name-", 1).factory());

	Receivers(WebhookSettings settings, Names names) {
		this.allowed = settings.networks();
		this.patience = settings.answerTime();
		this.names = names;
	}

	/**
	 * Checks that a receiver is known by its name, and may be sent to.
	 * @throws UnknownHostException if it may not be sent to, or is unknown; the message
	 * says why, and what to do
	 */
	public void check(URI url) throws UnknownHostException {
		addresses(url.getHost(), url.getScheme().equalsIgnoreCase("https"));
	}

	/**
	 * The addresses of a receiver, all of which may be sent to.
	 * @param encrypted whether the connection will be
	 */
	List<InetAddress> addresses(String host, boolean encrypted) throws UnknownHostException {
		String name = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
		InetAddress[] found = lookUp(name);
		for (InetAddress address : found) {
			check(address, encrypted);
		}
		return Stream.of(found).limit(ADDRESSES).toList();
	}

	private void check(InetAddress address, boolean encrypted) throws ForbiddenReceiverException {
		if (allowed.stream().anyMatch(network -> network.contains(address))) {
			return;
		}
		if (!PublicAddresses.contain(address)) {
			throw new ForbiddenReceiverException("leads to " + address.getHostAddress()
					+ ", which is no public address: choose another, or add its network to "
					+ "coupon.webhooks.allowed-networks");
		}
		if (!encrypted) {
			throw new ForbiddenReceiverException(
					"must begin with https: unless it leads to a network of coupon.webhooks.allowed-networks");
		}
	}

	private InetAddress[] lookUp(String name) throws UnknownHostException {
		CompletableFuture<InetAddress[]> answer = new CompletableFuture<>();
		try {
			threads.execute(() -> {
				try {
					answer.complete(names.lookUp(name));
				}
				catch (UnknownHostException | RuntimeException e) {
					answer.completeExceptionally(e);
				}
			});
			return answer.get(patience.toMillis(), TimeUnit.MILLISECONDS);
		}
		catch (ExecutionException e) {
			throw new UnknownHostException("has a name that can't be found: " + name);
		}
		catch (TimeoutException | RejectedExecutionException e) {
			throw new UnknownHostException("has a name that takes too long to be found: " + name);
		}
		catch (InterruptedException e) {
			Thread.currentThread().interrupt();
			throw new UnknownHostException("has a name that was not looked up, because the service stops: " + name);
		}
	}

}
