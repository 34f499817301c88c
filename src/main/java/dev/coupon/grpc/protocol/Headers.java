package dev.coupon.grpc.protocol;

import io.grpc.Metadata;
import java.util.List;
import java.util.Locale;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;

/**
 * The headers of a call, read as those of an HTTP request. gRPC calls them metadata.
 *
 * @param sent the metadata that the client has sent
 * @param authority the name of the service in the call; null if it is absent
 */
record Headers(Metadata sent, @Nullable String authority) {

	/** The key of the metadata that has the name of a header. */
	static Metadata.Key<String> key(String header) {
		return Metadata.Key.of(header.toLowerCase(Locale.ROOT), Metadata.ASCII_STRING_MARSHALLER);
	}

	/** The first value of a header; null if it is absent. */
	@Nullable String value(String header) {
		return header.equalsIgnoreCase(HttpHeaders.HOST) ? authority : first(values(header));
	}

	private static @Nullable String first(List<String> values) {
		return values.isEmpty() ? null : values.getFirst();
	}

	/** All values of a header. */
	List<String> values(String header) {
		Iterable<String> values = sent.getAll(key(header));
		return values == null ? List.of() : StreamSupport.stream(values.spliterator(), false).toList();
	}

}
