/** What a store should answer, and random questions to find out whether it does. */
@NullMarked
package dev.coupon.store.model;

import org.jspecify.annotations.NullMarked;
