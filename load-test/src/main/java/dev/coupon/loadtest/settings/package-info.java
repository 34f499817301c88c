/** What can be chosen about a run, and what is wrong with a choice. */
@NullMarked
package dev.coupon.loadtest.settings;

import org.jspecify.annotations.NullMarked;
