package dev.coupon.web.input;

import com.github.benmanes.caffeine.cache.Ticker;
import dev.coupon.web.input.stream.LargeBodies;
import dev.coupon.web.module.WebModules;
import dev.coupon.web.problem.Problem;
import dev.coupon.web.problem.RefusedBodyException;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Refuses request bodies that are too large, by their declared or their actual size, that
 * take too long to arrive, or that are encoded. Streams of rows may be of any size and
 * take any time, but must not stop. Encoded bodies are accepted at the paths of another
 * protocol than the REST API's, because that protocol decodes them itself.
 */
@Component
class BodyRules extends OncePerRequestFilter {

	private static final String ATTRIBUTE = BodyRules.class.getName() + ALREADY_FILTERED_SUFFIX;

	private final long maxSize;

	private final long maxNanos;

	private final Ticker ticker;

	private final WebModules modules;

	private final List<LargeBodies> large;

	BodyRules(BodySettings settings, Ticker ticker, WebModules modules, ObjectProvider<LargeBodies> large) {
		this.maxSize = settings.maxSize().toBytes();
		this.maxNanos = settings.maxTime().toNanos();
		this.ticker = ticker;
		this.modules = modules;
		this.large = large.stream().toList();
	}

	/**
	 * The name of the attribute as a constant, because the base class would build it
	 * again for each request.
	 */
	@Override
	protected String getAlreadyFilteredAttributeName() {
		return ATTRIBUTE;
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		long size = LargeBodies.maxSize(request, maxSize, large);
		if (request.getContentLengthLong() > size) {
			response.sendError(Problem.PAYLOAD_TOO_LARGE.status().value());
		}
		else if (isEncoded(request) && modules.protocolOf(request).isEmpty()) {
			response.sendError(Problem.UNSUPPORTED_MEDIA_TYPE.status().value());
		}
		else {
			chain.doFilter(hasBody(request) ? new Limited(request, size) : request, response);
		}
	}

	private static boolean isEncoded(HttpServletRequest request) {
		String encoding = request.getHeader(HttpHeaders.CONTENT_ENCODING);
		return encoding != null && !encoding.equalsIgnoreCase("identity");
	}

	private static boolean hasBody(HttpServletRequest request) {
		long length = request.getContentLengthLong();
		return length > 0 || (length < 0 && request.getHeader(HttpHeaders.TRANSFER_ENCODING) != null);
	}

	/**
	 * A request whose body fails to be read as soon as it exceeds a limit of size or
	 * time.
	 */
	private final class Limited extends HttpServletRequestWrapper {

		private final long size;

		Limited(HttpServletRequest request, long size) {
			super(request);
			this.size = size;
		}

		@Override
		public ServletInputStream getInputStream() throws IOException {
			return new LimitedStream(super.getInputStream(), size);
		}

	}

	private final class LimitedStream extends ServletInputStream {

		private final ServletInputStream body;

		private final long start = ticker.read();

		private final boolean endless;

		private long left;

		LimitedStream(ServletInputStream body, long size) {
			this.body = body;
			this.left = size;
			this.endless = size == LargeBodies.ENDLESS;
		}

		@Override
		public int read() throws IOException {
			byte[] one = new byte[1];
			return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
		}

		@Override
		public int read(byte[] into, int offset, int length) throws IOException {
			try {
				int read = body.read(into, offset, length);
				left -= Math.max(0, read);
				check(left >= 0, Problem.PAYLOAD_TOO_LARGE);
				check(endless || ticker.read() - start <= maxNanos, Problem.REQUEST_TIMEOUT);
				return read;
			}
			catch (IOException e) {
				// Tomcat wraps the exception of a timeout.
				boolean silent = NestedExceptionUtils.getMostSpecificCause(e) instanceof SocketTimeoutException;
				throw silent ? new RefusedBodyException(Problem.REQUEST_TIMEOUT) : e;
			}
		}

		private static void check(boolean kept, Problem otherwise) throws RefusedBodyException {
			if (!kept) {
				throw new RefusedBodyException(otherwise);
			}
		}

		@Override
		public boolean isFinished() {
			return body.isFinished();
		}

		@Override
		public boolean isReady() {
			return body.isReady();
		}

		@Override
		public void setReadListener(ReadListener listener) {
			body.setReadListener(listener);
		}

	}

}
