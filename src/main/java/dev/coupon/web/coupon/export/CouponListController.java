package dev.coupon.web.coupon.export;

import dev.coupon.domain.Coupon;
import dev.coupon.domain.port.CampaignRepository.Page;
import dev.coupon.domain.port.Outcome.Refused;
import dev.coupon.domain.port.Outcome.Success;
import dev.coupon.domain.port.Snapshot;
import dev.coupon.service.CampaignService;
import dev.coupon.service.CouponService;
import dev.coupon.web.coupon.json.CouponResponse;
import dev.coupon.web.problem.ProblemAnswer;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/** Lists coupons in pages, and exports them. */
@RestController
class CouponListController implements CouponListApi {

	private static final int DEFAULT_LIMIT = 100;

	private final CouponService coupons;

	private final CampaignService campaigns;

	private final CouponExport export;

	CouponListController(CouponService coupons, CampaignService campaigns, JsonMapper mapper) {
		this.coupons = coupons;
		this.campaigns = campaigns;
		this.export = new CouponExport(coupons, mapper);
	}

	@Override
	public @Nullable ResponseEntity<?> listCoupons(String id, int after, @Nullable Integer limit,
			@Nullable String userId, boolean count, @Nullable String csv, @Nullable String from, @Nullable String to,
			@Nullable Boolean redeemed, @Nullable String zone, @Nullable String accept, HttpServletResponse response)
			throws IOException {
		ExportRequest wanted = new ExportRequest(accept, count, csv, from, to, redeemed, zone);
		ExportForm form = wanted.form();
		if (form == null) {
			return page(id, userId, after, Objects.requireNonNullElse(limit, DEFAULT_LIMIT));
		}
		ExportSelection selection = wanted.selection(() -> zoneOf(id));
		int all = Objects.requireNonNullElse(limit, Integer.MAX_VALUE);
		return export.write(new CouponExport.Range(id, userId, after, all, selection), form, response);
	}

	private ResponseEntity<?> page(String id, @Nullable String userId, int after, int limit) {
		return switch (coupons.list(id, userId, after, limit)) {
			case Success<Page<Coupon, Integer>> success -> ResponseEntity.ok(page(success.value()));
			case Refused<Page<Coupon, Integer>> refused -> ProblemAnswer.of(refused).toResponseEntity();
		};
	}

	private static CouponResponse.Page page(Page<Coupon, Integer> page) {
		return new CouponResponse.Page(page.items().stream().map(CouponResponse::of).toList(), page.nextAfter());
	}

	/**
	 * The time zone of a campaign. UTC if there is no such campaign, which the export
	 * finds out itself.
	 */
	private ZoneId zoneOf(String id) {
		return campaigns.find(id, 0) instanceof Success<Snapshot> found ? found.value().campaign().timeZone()
				: ZoneOffset.UTC;
	}

}
