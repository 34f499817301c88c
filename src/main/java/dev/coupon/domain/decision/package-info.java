/**
 * Decisions about requests, in plain Java: a store gathers the facts, asks for the
 * decision, and applies it. So each rule is written once for all stores.
 */
@NullMarked
package dev.coupon.domain.decision;

import org.jspecify.annotations.NullMarked;
