/**
 * What all stores share. Each store has a package of its own below and knows none of the
 * others; what those in databases share is in {@code batch}.
 */
@NullMarked
package dev.coupon.repository;

import org.jspecify.annotations.NullMarked;
