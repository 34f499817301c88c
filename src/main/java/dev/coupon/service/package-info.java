/** What the service does for its users, whatever they use to ask for it. */
@NullMarked
package dev.coupon.service;

import org.jspecify.annotations.NullMarked;
