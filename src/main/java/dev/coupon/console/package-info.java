/**
 * The console: pages in the browser for the people who run campaigns. They are files in
 * the folder {@code console} of the resources, and call the public API alone.
 */
@NullMarked
package dev.coupon.console;

import org.jspecify.annotations.NullMarked;
