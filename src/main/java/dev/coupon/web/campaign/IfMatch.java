package dev.coupon.web.campaign;

import dev.coupon.service.draft.InvalidRequestException;
import dev.coupon.service.draft.InvalidRequestException.Fault;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ETag;
import org.springframework.http.HttpHeaders;

/**
 * The header {@code If-Match}: the revisions of a campaign's settings that a change is
 * meant for. Weak tags count like strong ones, because a proxy that compresses answers
 * makes tags weak or adds the coding to them, and its clients have no other tag to send.
 * That is safe, because a tag stands for the settings, not for the bytes of an answer.
 */
final class IfMatch {

	static final String DESCRIPTION = "The ETag of the settings that the call is meant for, or several, separated by "
			+ "commas; any settings if absent or *. Weak tags count like strong ones.";

	private static final Pattern CODING = Pattern.compile("-{1,2}(gzip|br|deflate|zstd)$");

	private IfMatch() {
	}

	/**
	 * The revisions that the header names; null if it accepts any.
	 * @throws InvalidRequestException if the header has no tags
	 */
	static @Nullable Set<String> revisions(@Nullable String header) {
		if (header == null) {
			return null;
		}
		List<ETag> tags = ETag.parse(header);
		if (tags.isEmpty()) {
			throw new InvalidRequestException(List.of(new Fault(HttpHeaders.IF_MATCH, "must be * or ETags in quotes")));
		}
		return tags.stream().anyMatch(ETag::isWildcard) ? null
				: tags.stream().map(tag -> CODING.matcher(tag.tag()).replaceFirst("")).collect(Collectors.toSet());
	}

}
