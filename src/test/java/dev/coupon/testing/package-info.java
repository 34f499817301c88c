/** Tools of the tests: clients, clocks, keys, and the service as tests start it. */
@NullMarked
package dev.coupon.testing;

import org.jspecify.annotations.NullMarked;
