/** Parts of the service for campaigns: their ids, and who sees what of them. */
@NullMarked
package dev.coupon.service.campaign;

import org.jspecify.annotations.NullMarked;
