package dev.coupon.store.jdbc;

import dev.coupon.domain.IssueRequest;
import dev.coupon.domain.Outcome;
import dev.coupon.store.jdbc.connection.Tx;
import java.util.Arrays;
import java.util.Base64;
import java.util.function.Function;
import org.apache.commons.codec.digest.DigestUtils;
import org.jspecify.annotations.Nullable;

/**
 * A request to change something in a campaign, in a transaction shared with other
 * requests.
 */
sealed interface Change {

	/** A request to issue a coupon, which is done together with others of its kind. */
	final class Issue implements Change {

		private final IssueRequest request;

		private final @Nullable String keyHash;

		private @Nullable String code;

		Issue(IssueRequest request) {
			this.request = request;
			this.keyHash = hash(request.idempotencyKey());
		}

		IssueRequest request() {
			return request;
		}

		@Nullable String keyHash() {
			return keyHash;
		}

		/** The code that an earlier attempt has drawn; null if there is none. */
		@Nullable String code() {
			return code;
		}

		void keep(String drawn) {
			code = drawn;
		}

	}

	/** A request for any other change. */
	record Step(Function<Tx, Outcome<?>> step) implements Change {
	}

	/**
	 * The hash that is kept of an idempotency key: half of its SHA-256. The key itself is
	 * not kept, because it may be long and need only be told from others. Null for no
	 * key.
	 */
	static @Nullable String hash(@Nullable String key) {
		if (key == null) {
			return null;
		}
		byte[] hash = DigestUtils.sha256(key);
		return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(hash, hash.length / 2));
	}

}
