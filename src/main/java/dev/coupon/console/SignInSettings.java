package dev.coupon.console;

import jakarta.validation.constraints.NotBlank;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The settings {@code coupon.console.sign-in}: signing in to the console with the issuer
 * of tokens.
 *
 * @param clientId Name under which the issuer knows the console, as a public client with
 * PKCE. Without it the console doesn't offer the issuer.
 * @param scope Scopes that the console asks the issuer for, separated by spaces.
 */
public record SignInSettings(@Nullable String clientId, @DefaultValue("openid") @NotBlank String scope) {
}
