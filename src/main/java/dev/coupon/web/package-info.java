/** The HTTP interface of the service. */
@NullMarked
package dev.coupon.web;

import org.jspecify.annotations.NullMarked;
