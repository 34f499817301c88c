/** Evidence of campaigns, also of those that are gone: the audit, and reports. */
@NullMarked
package dev.coupon.store.valkey.evidence;

import org.jspecify.annotations.NullMarked;
