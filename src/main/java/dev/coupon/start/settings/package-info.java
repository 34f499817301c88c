/** The check of the settings before anything uses them. */
@NullMarked
package dev.coupon.start.settings;

import org.jspecify.annotations.NullMarked;
