package dev.coupon.web.coupon.json;

import dev.coupon.domain.Coupon;
import dev.coupon.domain.log.Act;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.media.Schema.RequiredMode;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A coupon as JSON, and as a line of an export. */
@Schema(name = "Coupon")
public record CouponResponse(
		@Schema(description = "Unique across all campaigns.", requiredMode = RequiredMode.REQUIRED,
				example = "7M2PHXVD0T5QKZRB") String code,
		@Schema(requiredMode = RequiredMode.REQUIRED, example = "black-friday") String campaignId,
		@Schema(description = "The coupon's place in its campaign: 1, 2, 3 and so on, in the order of issue.",
				requiredMode = RequiredMode.REQUIRED, example = "1") int sequence,
		@Schema(description = "Whom it was issued to; absent if the request named nobody.",
				example = "alice") @Nullable String userId,
		@Schema(requiredMode = RequiredMode.REQUIRED, example = "2026-11-27T09:00:00.123Z") Instant issuedAt,
		@Schema(description = "Fixed at issue, unless the campaign's coupons were extended to a later instant.",
				requiredMode = RequiredMode.REQUIRED, example = "2099-12-31T23:00:00Z") Instant expiresAt,
		@Schema(description = "Absent while it is unused.",
				example = "2026-11-28T17:05:31.004Z") @Nullable Instant redeemedAt,
		@Schema(description = "What the redeemer noted; absent if nothing or unused.",
				example = "order-1") @Nullable String redemptionReference,
		@Schema(description = "What can be done with it; of several that fit, the first in the order listed. "
				+ "Only an ISSUED one can be redeemed.", requiredMode = RequiredMode.REQUIRED,
				example = "REDEEMED") Coupon.Status status,
		@Schema(description = "Who redeemed it: the name of the key or the subject of the token; absent if that "
				+ "isn't known or it is unused.", example = "shop-berlin") @Nullable String redeemedBy,
		@Schema(description = "From when on it is worthless; absent if it isn't void.") @Nullable Instant voidedAt,
		@Schema(description = "Why it is void; absent if nobody said or it isn't.") @Nullable String voidReason) {

	public static CouponResponse of(Coupon coupon) {
		return new CouponResponse(coupon.code(), coupon.campaignId(), coupon.sequence(), coupon.userId(),
				coupon.issuedAt(), coupon.expiresAt(), coupon.redeemedAt(), coupon.redemptionReference(),
				coupon.status(), coupon.redemption() == null ? null : Act.shown(coupon.redemption().by()),
				coupon.voiding() == null ? null : coupon.voiding().at(),
				coupon.voiding() == null ? null : coupon.voiding().reason());
	}

	/** A page of coupons. */
	@Schema(name = "CouponPage")
	public record Page(@Schema(requiredMode = RequiredMode.REQUIRED) List<CouponResponse> items,
			@Schema(description = "What to give as after to get the next page; absent on the last one.",
					example = "100") @Nullable Integer nextAfter) {
	}
}
