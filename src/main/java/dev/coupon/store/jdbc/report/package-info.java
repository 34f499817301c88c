/**
 * The reports about campaigns in a database: how they are made, and where they are kept.
 */
@NullMarked
package dev.coupon.store.jdbc.report;

import org.jspecify.annotations.NullMarked;
