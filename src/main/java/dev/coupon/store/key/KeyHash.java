package dev.coupon.store.key;

import dev.coupon.domain.port.request.RequestKey;
import java.util.Arrays;
import java.util.Base64;
import org.apache.commons.codec.digest.DigestUtils;
import org.jspecify.annotations.Nullable;

/**
 * The hashes that are kept of an idempotency key and its owner: half of the SHA-256 of
 * each. The texts themselves are not kept, because they may be long and need only be told
 * from others.
 *
 * <p>
 * A row is found under the hash of the key alone, as it was before keys had owners. If
 * another owner has used the same key before, the row is found under both hashes instead.
 * So a row without an owner belongs to every owner, and an older version of the service
 * still finds the rows of this one.
 *
 * @param text the hash of the key
 * @param owner the hash of the owner; empty for the common owner
 */
public record KeyHash(String text, String owner) {

	/**
	 * A key in a row.
	 *
	 * @param name the name under which the row is found
	 * @param owner the hash of the owner; absent if the row is from before keys had
	 * owners
	 */
	public record Used(String name, @Nullable String owner) {
	}

	/** The hash of a key; null for no key. */
	public static @Nullable KeyHash of(@Nullable RequestKey key) {
		return key == null ? null
				: new KeyHash(hash(key.text()), key.owner().equals(RequestKey.COMMON) ? "" : hash(key.owner()));
	}

	private static String hash(String text) {
		byte[] hash = DigestUtils.sha256(text);
		return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(hash, hash.length / 2));
	}

	/** The name under which a row is found if another owner has used the key before. */
	public String withOwner() {
		return text + "." + owner;
	}

	/**
	 * Tells whether a row that is found under the hash of the key alone belongs to the
	 * owner.
	 * @param rowOwner the owner of the row; absent if the row is from before keys had
	 * owners
	 */
	public boolean owns(@Nullable String rowOwner) {
		return rowOwner == null || rowOwner.equals(owner);
	}

}
