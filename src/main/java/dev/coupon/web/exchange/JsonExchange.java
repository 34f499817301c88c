package dev.coupon.web.exchange;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.servlet.HandlerMapping;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads and writes JSON for code that writes its answers itself, such as
 * {@link dev.coupon.web.exchange.direct.Direct} handlers. Each answer has a
 * {@code Content-Length}, so that it leaves in one packet.
 */
@Component
public class JsonExchange {

	private static final MediaType JSON = MediaType.APPLICATION_JSON;

	private static final byte[] NOTHING = {};

	private final JsonMapper json;

	JsonExchange(JsonMapper json) {
		this.json = json;
	}

	/** The body of a request; empty if there is none. */
	public <T> Optional<T> read(HttpServletRequest request, Class<T> type)
			throws IOException, HttpMediaTypeNotSupportedException {
		byte[] body = body(request);
		if (body.length == 0) {
			return Optional.empty();
		}
		if (!isJson(request.getContentType())) {
			throw new HttpMediaTypeNotSupportedException(request.getContentType(), List.of(JSON));
		}
		T value = json.readValue(body, type);
		if (value == null) {
			throw MismatchedInputException.from((JsonParser) null, type, "null");
		}
		return Optional.of(value);
	}

	/** The reason that the body of a request gives; null if it gives none. */
	public @Nullable String reason(HttpServletRequest request) throws IOException, HttpMediaTypeNotSupportedException {
		return ReasonBody.read(request, this);
	}

	/**
	 * The bytes of the whole body; none if the request has no body (RFC 9112, section
	 * 6.3).
	 */
	private static byte[] body(HttpServletRequest request) throws IOException {
		int length = request.getContentLength();
		if (length >= 0) {
			return request.getInputStream().readNBytes(length);
		}
		boolean chunked = request.getHeader(HttpHeaders.TRANSFER_ENCODING) != null;
		return chunked ? request.getInputStream().readAllBytes() : NOTHING;
	}

	private static boolean isJson(@Nullable String contentType) {
		try {
			return contentType != null && JSON.includes(MediaType.parseMediaType(contentType));
		}
		catch (InvalidMediaTypeException e) {
			return false;
		}
	}

	/** The value of a path variable, which is a name in braces in the path pattern. */
	public static String pathVariable(HttpServletRequest request, String name) {
		Map<?, ?> variables = (Map<?, ?>) request.getAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE);
		return (String) Objects.requireNonNull(variables.get(name));
	}

	public void write(HttpServletResponse response, int status, MediaType mediaType, Object body) throws IOException {
		byte[] bytes = json.writeValueAsBytes(body);
		response.setStatus(status);
		response.setContentType(mediaType.toString());
		response.setContentLength(bytes.length);
		response.getOutputStream().write(bytes);
	}

}
