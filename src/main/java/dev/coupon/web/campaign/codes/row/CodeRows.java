package dev.coupon.web.campaign.codes.row;

import dev.coupon.service.draft.InvalidRequestException;
import dev.coupon.web.input.stream.LargeBodies;
import dev.coupon.web.input.stream.Lines;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import tools.jackson.databind.json.JsonMapper;

/** The lines of an upload, each as soon as it has arrived. */
@FunctionalInterface
public interface CodeRows {

	/**
	 * The next row; null at the end.
	 * @throws InvalidRequestException if the first line has more than one column
	 */
	@Nullable CodeRow next() throws IOException;

	/** The rows of a request, in the format of its media type. */
	static CodeRows of(HttpServletRequest request, JsonMapper json)
			throws IOException, HttpMediaTypeNotSupportedException {
		MediaType type = MediaType.parseMediaType(request.getContentType());
		boolean utf8 = type.getCharset() == null || type.getCharset().equals(StandardCharsets.UTF_8);
		if (!utf8 || !LargeBodies.isStream(request.getContentType())) {
			throw new HttpMediaTypeNotSupportedException(type,
					List.of(MediaType.parseMediaType(LargeBodies.CSV), MediaType.parseMediaType(LargeBodies.NDJSON)));
		}
		Lines lines = new Lines(request.getInputStream());
		return type.getSubtype().equals("csv") ? new CsvCodes(lines) : new JsonCodes(lines, json);
	}

}
