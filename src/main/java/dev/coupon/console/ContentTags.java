package dev.coupon.console;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.apache.commons.codec.digest.DigestUtils;
import org.springframework.core.io.Resource;

/**
 * Makes the entity tags of files from their content. The tags are weak, because the
 * server compresses the files, and are kept, because the files of a running service don't
 * change.
 */
final class ContentTags implements Function<Resource, String> {

	private final Map<Resource, String> tags = new ConcurrentHashMap<>();

	@Override
	public String apply(Resource file) {
		return tags.computeIfAbsent(file, ContentTags::tag);
	}

	private static String tag(Resource file) {
		try (InputStream content = file.getInputStream()) {
			return "W/\"%s\"".formatted(DigestUtils.sha256Hex(content).substring(0, 32));
		}
		catch (IOException e) {
			throw new UncheckedIOException(e);
		}
	}

}
