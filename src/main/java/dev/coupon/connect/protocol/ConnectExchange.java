package dev.coupon.connect.protocol;

import com.github.benmanes.caffeine.cache.Ticker;
import com.google.protobuf.Message;
import dev.coupon.procedure.Code;
import dev.coupon.procedure.Procedures;
import dev.coupon.web.input.BodySettings;
import dev.coupon.web.input.IdempotencyKey;
import dev.coupon.web.problem.Problem;
import dev.coupon.web.problem.ProblemAnswer;
import dev.coupon.web.problem.RefusedBodyException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Collections;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/**
 * Reads calls from HTTP requests and writes their results or errors into HTTP responses.
 */
@Component
public class ConnectExchange {

	/**
	 * The size in bytes from which on an answer is compressed, because compressing a
	 * smaller one costs more than it saves.
	 */
	private static final int WORTH_COMPRESSING = 1024;

	private static final String IDENTITY = "identity";

	private final int maxSize;

	private final ConnectProtocol errors;

	private final Ticker ticker;

	ConnectExchange(BodySettings settings, ConnectProtocol errors, Ticker ticker) {
		this.maxSize = (int) Math.min(settings.maxSize().toBytes(), Integer.MAX_VALUE - 16);
		this.errors = errors;
		this.ticker = ticker;
	}

	/** A procedure of the service, which turns a message into an answer. */
	@FunctionalInterface
	public interface Procedure<Q extends Message> {

		/**
		 * Calls the procedure.
		 * @param idempotencyKey the key that identifies this call, so that it can be
		 * repeated; absent if it won't be repeated
		 */
		Message call(Q message, @Nullable String idempotencyKey);

	}

	/**
	 * Answers a request with the procedure's answer to its message, or with an error.
	 * @param empty an empty message of the type that the procedure takes
	 */
	public <Q extends Message> void answer(HttpServletRequest request, HttpServletResponse response, Q empty,
			Procedure<Q> procedure) throws IOException {
		Codec codec;
		byte[] answer;
		try {
			codec = codec(request);
			checkVersion(request);
			Deadline deadline = Deadline.of(request, ticker);
			Q message = codec.read(body(request), empty);
			String key = Procedures.idempotencyKey(Collections.list(request.getHeaders(IdempotencyKey.HEADER)));
			answer = codec.write(deadline.within(() -> procedure.call(message, key)));
		}
		catch (RuntimeException e) {
			errors.answer(e, response);
			return;
		}
		write(answer, codec, acceptsGzip(request), response);
	}

	private static Codec codec(HttpServletRequest request) {
		if (!HttpMethod.POST.matches(request.getMethod())) {
			throw ConnectProtocol.methodNotAllowed();
		}
		Codec codec = Codec.of(request.getContentType());
		if (codec == null) {
			HttpHeaders headers = new HttpHeaders();
			headers.set("Accept-Post", Codec.MEDIA_TYPES);
			throw new ConnectException(Code.UNKNOWN, HttpStatus.UNSUPPORTED_MEDIA_TYPE,
					"The Content-Type must be one of " + Codec.MEDIA_TYPES + ".", headers);
		}
		return codec;
	}

	private static void checkVersion(HttpServletRequest request) {
		String version = request.getHeader("Connect-Protocol-Version");
		if (version != null && !version.equals("1")) {
			throw new ConnectException(Code.INVALID_ARGUMENT, "Connect-Protocol-Version must be 1, or absent.");
		}
	}

	private byte[] body(HttpServletRequest request) {
		String encoding = Objects.requireNonNullElse(request.getHeader(HttpHeaders.CONTENT_ENCODING), IDENTITY);
		boolean isGzip = encoding.equalsIgnoreCase(Gzip.NAME);
		if (!isGzip && !encoding.equalsIgnoreCase(IDENTITY)) {
			throw new ConnectException(Code.UNIMPLEMENTED, "The Content-Encoding must be gzip or identity.");
		}
		try {
			// A declared length saves buffers that are larger than most messages.
			int length = request.getContentLength();
			byte[] sent = limited(request.getInputStream().readNBytes(length < 0 ? maxSize + 1 : length));
			return isGzip && sent.length > 0 ? limited(Gzip.decompressed(sent, maxSize)) : sent;
		}
		catch (RefusedBodyException e) {
			throw ConnectException.of(ProblemAnswer.of(e.problem()));
		}
		catch (IOException e) {
			throw new ConnectException(Code.INVALID_ARGUMENT, "The body breaks off, or isn't encoded as it says.");
		}
	}

	private byte[] limited(byte[] bytes) throws RefusedBodyException {
		if (bytes.length > maxSize) {
			throw new RefusedBodyException(Problem.PAYLOAD_TOO_LARGE);
		}
		return bytes;
	}

	/**
	 * Tells whether the client accepts gzip. A client without {@code Accept-Encoding} is
	 * taken to accept the encoding of its own request.
	 */
	private static boolean acceptsGzip(HttpServletRequest request) {
		String accepted = request.getHeader(HttpHeaders.ACCEPT_ENCODING);
		String codings = accepted != null ? accepted : request.getHeader(HttpHeaders.CONTENT_ENCODING);
		return codings != null && Gzip.isAmong(codings);
	}

	private static void write(byte[] message, Codec codec, boolean acceptsGzip, HttpServletResponse response)
			throws IOException {
		byte[] body = message;
		if (acceptsGzip && message.length >= WORTH_COMPRESSING) {
			body = Gzip.compressed(message);
			response.setHeader(HttpHeaders.CONTENT_ENCODING, Gzip.NAME);
		}
		response.setContentType(codec.mediaType());
		response.setContentLength(body.length);
		response.getOutputStream().write(body);
	}

}
