package dev.coupon.console;

import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The settings {@code coupon.console}: pages for the people who run campaigns.
 *
 * @param enabled Tells whether the pages are there. Who may do what is up to the API
 * alone, so pages that nobody needs do no harm.
 */
public record ConsoleSettings(@DefaultValue("true") boolean enabled) {
}
