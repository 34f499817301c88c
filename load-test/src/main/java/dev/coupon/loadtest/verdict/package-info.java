/** Whether what the users saw and what the service says go together. */
@NullMarked
package dev.coupon.loadtest.verdict;

import org.jspecify.annotations.NullMarked;
