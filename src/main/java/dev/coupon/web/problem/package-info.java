/**
 * What clients are told when something doesn't work: one table, and everything that leads
 * to it.
 */
@NullMarked
package dev.coupon.web.problem;

import org.jspecify.annotations.NullMarked;
