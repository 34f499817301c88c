/**
 * The changes of campaigns and coupons: facts are read with a version, the domain
 * decides, and what it decides is written if the version is still the same.
 */
@NullMarked
package dev.coupon.store.valkey.change;

import org.jspecify.annotations.NullMarked;
