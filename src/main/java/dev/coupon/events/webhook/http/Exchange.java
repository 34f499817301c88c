package dev.coupon.events.webhook.http;

import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.util.concurrent.Callable;
import javax.net.ssl.SSLException;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpEntity;
import org.jspecify.annotations.Nullable;

/**
 * One request, and its answer, of which only the status matters. The rest is read as far
 * as it is short, so that the connection can be used again, and is thrown away.
 */
final class Exchange implements Callable<Integer> {

	private static final int MAX_READ = 16 * 1024;

	private static final int MAX_DETAIL = 200;

	private final CloseableHttpClient client;

	private final HttpPost request;

	/** Absent until the receiver has answered. */
	private volatile @Nullable Integer status;

	Exchange(CloseableHttpClient client, HttpPost request) {
		this.client = client;
		this.request = request;
	}

	/** The status of the answer; null if there is none yet. */
	@Nullable Integer status() {
		return status;
	}

	/** Ends the exchange, whatever it waits for. */
	void cancel() {
		request.cancel();
	}

	@Override
	public Integer call() throws IOException {
		int code = 0;
		try (ClassicHttpResponse response = client.executeOpen(null, request, null)) {
			code = response.getCode();
			status = code;
			if (!isShort(response.getEntity())) {
				// Else the rest of the answer would be read when it is closed.
				request.cancel();
			}
			return code;
		}
		catch (IOException e) {
			if (code == 0) {
				throw e;
			}
			return code;
		}
	}

	private static boolean isShort(@Nullable HttpEntity body) throws IOException {
		if (body == null) {
			return true;
		}
		InputStream content = body.getContent();
		int left = MAX_READ;
		byte[] buffer = new byte[MAX_READ];
		int read = content.read(buffer);
		while (read >= 0 && left > 0) {
			left -= read;
			read = content.read(buffer);
		}
		return read < 0;
	}

	/** The reason for which there was no answer, in words. */
	static String fault(@Nullable Throwable e) {
		String message = e == null || e.getMessage() == null ? "" : e.getMessage();
		String shown = message.substring(0, Math.min(message.length(), MAX_DETAIL));
		return switch (e) {
			case UnknownHostException name -> shown;
			case ConnectException connection -> "can't be reached: " + shown;
			case SSLException tls -> "can't be reached safely: " + shown;
			case null, default -> "has not answered as HTTP says: " + shown;
		};
	}

}
