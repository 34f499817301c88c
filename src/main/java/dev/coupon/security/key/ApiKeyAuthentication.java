package dev.coupon.security.key;

import dev.coupon.caller.Role;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.core.authority.AuthorityUtils;

/**
 * A caller that is authenticated by an API key, and is identified by the key's name. It
 * holds nothing secret.
 */
public final class ApiKeyAuthentication extends AbstractAuthenticationToken {

	private static final long serialVersionUID = 1;

	private final String name;

	private final transient Set<Role> roles;

	ApiKeyAuthentication(String name, Set<Role> roles) {
		super(AuthorityUtils.createAuthorityList(ApiKeys.authorities(roles)));
		this.name = name;
		this.roles = roles;
		setAuthenticated(true);
	}

	/** The roles that the key has. */
	public Set<Role> roles() {
		return roles;
	}

	@Override
	public Object getPrincipal() {
		return name;
	}

	@Override
	public Object getCredentials() {
		return "";
	}

	@Override
	public String getName() {
		return name;
	}

	@Override
	public boolean equals(@Nullable Object other) {
		return other instanceof ApiKeyAuthentication that && name.equals(that.name);
	}

	@Override
	public int hashCode() {
		return name.hashCode();
	}

}
