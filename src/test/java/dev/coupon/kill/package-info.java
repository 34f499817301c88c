/**
 * The promise, kept while services, databases and connections are killed: clients write
 * down what they ask and what they are told, something is killed at random moments, and
 * in the end what they were told is compared with what is in the database.
 */
@NullMarked
package dev.coupon.kill;

import org.jspecify.annotations.NullMarked;
