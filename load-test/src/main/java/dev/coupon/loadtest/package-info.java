/** The load test of the service: what its users do, and how a run begins and ends. */
@NullMarked
package dev.coupon.loadtest;

import org.jspecify.annotations.NullMarked;
