/**
 * The files in {@code monitoring} and {@code docker-compose.yml}, against the service and
 * against each other.
 */
@NullMarked
package dev.coupon.monitoring;

import org.jspecify.annotations.NullMarked;
