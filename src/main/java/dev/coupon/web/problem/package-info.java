/**
 * Problems, the error answers for clients: one table of them, and the classes that turn
 * exceptions and refusals into them.
 */
@NullMarked
package dev.coupon.web.problem;

import org.jspecify.annotations.NullMarked;
