package dev.coupon.events.webhook.http;

import com.github.benmanes.caffeine.cache.Ticker;
import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.WebhookSigningException;
import dev.coupon.domain.webhook.Delivery.Outcome;
import dev.coupon.domain.webhook.Delivery.Result;
import dev.coupon.domain.webhook.Message;
import dev.coupon.domain.webhook.Subscription;
import dev.coupon.events.webhook.WebhookSettings;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.io.entity.StringEntity;
import org.apache.hc.core5.io.CloseMode;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/**
 * Sends messages, signed as Standard Webhooks says (https://www.standardwebhooks.com). A
 * receiver has one time limit for everything, from the look-up of its name to its answer.
 */
@Component
public final class WebhookClient implements DisposableBean {

	private static final ContentType ONE = ContentType.create("application/cloudevents+json", StandardCharsets.UTF_8);

	private static final ContentType BATCH = ContentType.create("application/cloudevents-batch+json",
			StandardCharsets.UTF_8);

	private static final int OK = 200;

	private static final int REDIRECT = 300;

	private static final int BAD_REQUEST = 400;

	private static final int GONE = 410;

	private final CloseableHttpClient encrypted;

	private final CloseableHttpClient plain;

	private final Duration answerTime;

	private final Ticker ticker;

	WebhookClient(WebhookSettings settings, Receivers receivers, Ticker ticker) {
		this.answerTime = settings.answerTime();
		this.encrypted = WebhookHttp.client(receivers, true, answerTime);
		this.plain = WebhookHttp.client(receivers, false, answerTime);
		this.ticker = ticker;
	}

	/**
	 * Sends a message, and waits for the answer.
	 * @param now the time of the signature
	 * @throws InterruptedException if the thread is interrupted; the receiver may have
	 * the message then
	 */
	public Result send(Subscription to, Message message, Instant now) throws InterruptedException {
		long start = ticker.read();
		URI url = URI.create(to.target().url());
		Exchange exchange = new Exchange(url.getScheme().equalsIgnoreCase("https") ? encrypted : plain,
				request(url, to, message, now));
		FutureTask<Integer> answer = new FutureTask<>(exchange);
		Thread.ofVirtual().name("webhook-exchange").start(answer);
		try {
			return answered(answer.get(answerTime.toMillis(), TimeUnit.MILLISECONDS), start);
		}
		catch (TimeoutException e) {
			Integer status = exchange.status();
			return status != null ? answered(status, start)
					: result(Outcome.FAILED, null, "has not answered within " + answerTime.toMillis() + " ms", start);
		}
		catch (ExecutionException e) {
			return result(Outcome.FAILED, null, Exchange.fault(e.getCause()), start);
		}
		finally {
			if (!answer.isDone()) {
				exchange.cancel();
				answer.cancel(true);
			}
		}
	}

	private static HttpPost request(URI url, Subscription to, Message message, Instant now) {
		HttpPost request = new HttpPost(url);
		String signatures = to.secrets()
			.signing(now)
			.stream()
			.map(secret -> signature(secret, message, now))
			.collect(Collectors.joining(" "));
		request.setHeader(Webhook.UNBRANDED_MSG_ID_KEY, message.id());
		request.setHeader(Webhook.UNBRANDED_MSG_TIMESTAMP_KEY, Long.toString(now.getEpochSecond()));
		request.setHeader(Webhook.UNBRANDED_MSG_SIGNATURE_KEY, signatures);
		request.setEntity(new StringEntity(message.content().body(), message.content().batch() ? BATCH : ONE));
		return request;
	}

	private static String signature(String secret, Message message, Instant now) {
		try {
			return new Webhook(secret).sign(message.id(), now.getEpochSecond(), message.content().body());
		}
		catch (WebhookSigningException e) {
			throw new IllegalStateException("The message can't be signed", e);
		}
	}

	private Result answered(int status, long start) {
		if (status >= OK && status < REDIRECT) {
			return result(Outcome.DELIVERED, status, null, start);
		}
		if (status == GONE) {
			return result(Outcome.GONE, status, "wants no more events", start);
		}
		boolean redirect = status >= REDIRECT && status < BAD_REQUEST;
		return result(Outcome.FAILED, status,
				redirect ? "wants to be called elsewhere, which is not followed" : "has not accepted the message",
				start);
	}

	private Result result(Outcome outcome, @Nullable Integer status, @Nullable String detail, long start) {
		return new Result(outcome, status, detail, TimeUnit.NANOSECONDS.toMillis(ticker.read() - start));
	}

	@Override
	public void destroy() {
		encrypted.close(CloseMode.IMMEDIATE);
		plain.close(CloseMode.IMMEDIATE);
	}

}
