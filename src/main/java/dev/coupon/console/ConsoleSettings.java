package dev.coupon.console;

import jakarta.validation.Valid;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The settings {@code coupon.console}: pages for the people who run campaigns.
 *
 * @param enabled Tells whether the pages are there. Who may do what is up to the API
 * alone, so pages that nobody needs do no harm.
 * @param signIn How users of the pages get a token of the issuer.
 */
public record ConsoleSettings(@DefaultValue("true") boolean enabled, @Valid @DefaultValue SignInSettings signIn) {
}
