/** The description of the API that clients and Swagger UI read. */
@NullMarked
package dev.coupon.web.openapi;

import org.jspecify.annotations.NullMarked;
