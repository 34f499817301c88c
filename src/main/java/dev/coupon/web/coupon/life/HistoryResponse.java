package dev.coupon.web.coupon.life;

import dev.coupon.domain.Coupon;
import dev.coupon.domain.log.Act;
import dev.coupon.domain.log.History;
import dev.coupon.domain.log.LogEntry;
import dev.coupon.domain.log.LogEntry.OfCoupon;
import dev.coupon.web.coupon.json.CouponResponse;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.media.Schema.RequiredMode;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The history of a coupon as JSON. */
@Schema(name = "CouponHistory")
record HistoryResponse(@Schema(requiredMode = RequiredMode.REQUIRED) CouponResponse coupon,
		@Schema(description = "What happened, the oldest first.",
				requiredMode = RequiredMode.REQUIRED) List<Event> events) {

	static HistoryResponse of(History history) {
		return new HistoryResponse(CouponResponse.of(history.coupon()),
				Stream
					.concat(Stream.of(issued(history.coupon())), history.entries().stream().map(HistoryResponse::event))
					.toList());
	}

	private static Event issued(Coupon coupon) {
		return new Event("coupon.issued", coupon.issuedAt(), null, null, null);
	}

	private static Event event(LogEntry entry) {
		OfCoupon coupon = entry.coupon();
		return new Event(entry.type().code(), entry.at(), Act.shown(entry.act().by()),
				coupon == null ? null : coupon.reference(), entry.act().reason());
	}

	/** An event of the history. */
	@Schema(name = "CouponEvent")
	record Event(
			@Schema(description = "coupon.issued, coupon.redeemed, coupon.redemption-rolled-back, coupon.voided or "
					+ "coupon.void-revoked; there may be more one day.", requiredMode = RequiredMode.REQUIRED,
					example = "coupon.redeemed") String type,
			@Schema(requiredMode = RequiredMode.REQUIRED, example = "2026-11-28T17:05:31.004Z") Instant at,
			@Schema(description = "Who did it: the name of the key or the subject of the token; absent if that isn't "
					+ "known, and for the issue.", example = "shop-berlin") @Nullable String by,
			@Schema(description = "The reference of the redemption; absent if it has none.",
					example = "order-1") @Nullable String reference,
			@Schema(description = "Why; absent if nobody said.") @Nullable String reason) {
	}

}
