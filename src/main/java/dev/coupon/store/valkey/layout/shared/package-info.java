/** The layout of what belongs to no campaign. */
@NullMarked
package dev.coupon.store.valkey.layout.shared;

import org.jspecify.annotations.NullMarked;
