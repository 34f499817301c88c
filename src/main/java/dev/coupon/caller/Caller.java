package dev.coupon.caller;

import dev.coupon.domain.log.Act;
import dev.coupon.domain.port.request.IssueRequest;
import java.util.Collections;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The sender of a request: the holder of a key or token, an address, or the service
 * itself.
 *
 * @param name the key's name, or {@code token:} and the token's subject; absent if the
 * sender is unknown
 * @param address the address that the request came from; absent if no request came from
 * outside
 * @param issuer the issuer of the token; absent without a token
 * @param user the user whom the token is about, as the token says it; absent without a
 * token, and if the token doesn't say it
 * @param roles the roles that the caller has
 */
public record Caller(@Nullable String name, @Nullable String address, @Nullable String issuer, @Nullable String user,
		Set<Role> roles) {

	private static final String NOBODY = "the service";

	/** A caller who can't be told from others, such as any caller in protected mode. */
	public static Caller unknown(@Nullable String address, Set<Role> roles) {
		return new Caller(null, address, null, null, roles);
	}

	/** Tells whether the caller has one of some roles. */
	public boolean hasAny(Set<Role> wanted) {
		return !Collections.disjoint(roles, wanted);
	}

	/**
	 * The user for whom this caller sends a request: with one of some roles the user that
	 * the request names, and else the caller itself.
	 * @param named the user that the request names; absent if it names none
	 * @param forAll the roles that may send such a request for all users
	 * @throws ForbiddenException if the caller has none of these roles, and the request
	 * names another user, or the token has no user id
	 */
	public @Nullable String userFor(@Nullable String named, Set<Role> forAll) {
		if (hasAny(forAll)) {
			return named;
		}
		if (user == null || !IssueRequest.isUserId(user)) {
			throw new ForbiddenException("The token has no user id, which " + IssueRequest.USER_ID_RULE + ".", forAll);
		}
		if (named != null && !named.equals(user)) {
			throw new ForbiddenException("The token is for another user: leave out userId.", forAll);
		}
		return user;
	}

	/**
	 * The text that tells this caller from others: the name if there is one, or else the
	 * address.
	 */
	public String identity() {
		if (name != null) {
			return name;
		}
		return address == null ? NOBODY : address;
	}

	/**
	 * The text that tells the owner of idempotency keys from others: the key's name, or
	 * the token's subject and issuer. All callers without a name are one owner, with an
	 * empty text, because the same caller may come from several addresses. A line break
	 * separates the subject from the issuer, because names of keys have none.
	 */
	public String owner() {
		if (name == null) {
			return "";
		}
		return issuer == null ? name : name + '\n' + issuer;
	}

	/**
	 * An act of this caller.
	 * @param reason the reason in the caller's words; absent if none was given
	 */
	public Act act(@Nullable String reason) {
		return new Act(name == null ? null : owner(), address, reason);
	}
}
