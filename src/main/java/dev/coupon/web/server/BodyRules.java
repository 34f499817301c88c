package dev.coupon.web.server;

import dev.coupon.CouponProperties;
import dev.coupon.web.problem.PayloadTooLargeException;
import dev.coupon.web.problem.Problem;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Turns away bodies that are too large, whether they say so or are found to be, and
 * encoded ones.
 */
@Component
class BodyRules extends OncePerRequestFilter {

	private final long maxSize;

	BodyRules(CouponProperties properties) {
		this.maxSize = properties.maxBodySize().toBytes();
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		if (request.getContentLengthLong() > maxSize) {
			response.sendError(Problem.PAYLOAD_TOO_LARGE.status().value());
		}
		else if (isEncoded(request)) {
			response.sendError(Problem.UNSUPPORTED_MEDIA_TYPE.status().value());
		}
		else {
			chain.doFilter(hasUnknownLength(request) ? new Limited(request) : request, response);
		}
	}

	private static boolean isEncoded(HttpServletRequest request) {
		String encoding = request.getHeader(HttpHeaders.CONTENT_ENCODING);
		return encoding != null && !encoding.equalsIgnoreCase("identity");
	}

	private static boolean hasUnknownLength(HttpServletRequest request) {
		return request.getContentLengthLong() < 0 && request.getHeader(HttpHeaders.TRANSFER_ENCODING) != null;
	}

	/** A request whose body breaks off when it exceeds the limit. */
	private final class Limited extends HttpServletRequestWrapper {

		Limited(HttpServletRequest request) {
			super(request);
		}

		@Override
		public ServletInputStream getInputStream() throws IOException {
			return new LimitedStream(super.getInputStream(), maxSize);
		}

	}

	private static final class LimitedStream extends ServletInputStream {

		private final ServletInputStream body;

		private long left;

		LimitedStream(ServletInputStream body, long limit) {
			this.body = body;
			this.left = limit;
		}

		@Override
		public int read() throws IOException {
			int read = body.read();
			return read < 0 ? read : counted(1, read);
		}

		@Override
		public int read(byte[] into, int offset, int length) throws IOException {
			int read = body.read(into, offset, length);
			return read < 0 ? read : counted(read, read);
		}

		private int counted(int bytes, int result) throws PayloadTooLargeException {
			left -= bytes;
			if (left < 0) {
				throw new PayloadTooLargeException();
			}
			return result;
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
