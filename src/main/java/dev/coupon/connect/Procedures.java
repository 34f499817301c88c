package dev.coupon.connect;

import dev.coupon.connect.protocol.ConnectException;
import dev.coupon.connect.protocol.ConnectException.Code;
import dev.coupon.connect.v1.BaseResponse;
import dev.coupon.connect.v1.CampaignInfo;
import dev.coupon.connect.v1.CreateCampaignReq;
import dev.coupon.connect.v1.CreateCampaignRes;
import dev.coupon.connect.v1.GetCampaignReq;
import dev.coupon.connect.v1.GetCampaignRes;
import dev.coupon.connect.v1.IssueCouponReq;
import dev.coupon.connect.v1.IssueCouponRes;
import dev.coupon.domain.Campaign;
import dev.coupon.domain.Campaign.Period;
import dev.coupon.domain.CodeFormat.Charset;
import dev.coupon.domain.Coupon;
import dev.coupon.domain.Refusal;
import dev.coupon.domain.port.Outcome.Done;
import dev.coupon.domain.port.Outcome.Refused;
import dev.coupon.domain.port.Outcome.Replayed;
import dev.coupon.domain.port.Outcome.Success;
import dev.coupon.domain.port.Snapshot;
import dev.coupon.service.CampaignService;
import dev.coupon.service.CouponService;
import dev.coupon.service.draft.CampaignDates;
import dev.coupon.service.draft.CampaignDraft;
import dev.coupon.service.draft.CodeFormatDraft;
import dev.coupon.service.draft.InvalidRequestException;
import dev.coupon.service.draft.RhythmDraft;
import dev.coupon.web.problem.Problem;
import dev.coupon.web.problem.ProblemAnswer;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/**
 * The procedures of the source system. A refusal is a response that gives the reason. A
 * request that can't be read, a read of an unknown campaign, and a call beyond the rate
 * limit are errors.
 */
@Service
class Procedures {

	private static final CodeFormatDraft CODES = CodeFormatDraft.drawn(Charset.HANGUL, 10);

	private static final Map<String, String> NAMES = Map.of("/id", "campaignId", "/startsAt", "startDate", "/endsAt",
			"expiredDate", "/maxCoupons", "maxCoupon");

	private static final String NO_SUCH_CAMPAIGN = "campaign is not exists";

	private static final DateTimeFormatter SECONDS = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");

	private static final LocalDateTime LAST_SECOND = LocalDateTime.of(9999, 12, 31, 23, 59, 59);

	private final CampaignService campaigns;

	private final CouponService coupons;

	private final ZoneId zone;

	private final int maxCodes;

	Procedures(CampaignService campaigns, CouponService coupons, ZoneId zone, ConnectSettings settings) {
		this.campaigns = campaigns;
		this.coupons = coupons;
		this.zone = zone;
		this.maxCodes = settings.maxCodes();
	}

	CreateCampaignRes createCampaign(CreateCampaignReq request, @Nullable String idempotencyKey) {
		return CreateCampaignRes.newBuilder().setResult(created(request, idempotencyKey)).build();
	}

	/** Creates the campaign. Only with a key is a repeated request done again. */
	private BaseResponse created(CreateCampaignReq request, @Nullable String idempotencyKey) {
		checkReadable(request);
		try {
			return switch (campaigns.create(draft(request), idempotencyKey)) {
				case Done<Snapshot> created -> done();
				case Replayed<Snapshot> existing when idempotencyKey != null -> done();
				case Replayed<Snapshot> existing -> refused(Refusal.CAMPAIGN_EXISTS);
				case Refused<Snapshot> refused -> refused(refused.refusal());
			};
		}
		catch (InvalidRequestException e) {
			return refused(Problem.INVALID_REQUEST.code(), text(e));
		}
	}

	private void checkReadable(CreateCampaignReq request) {
		try {
			CampaignDates.start(request.getStartDate(), zone);
			CampaignDates.end(request.getExpiredDate(), zone);
		}
		catch (DateTimeException e) {
			throw new ConnectException(Code.INVALID_ARGUMENT,
					"startDate or expiredDate can't be read: " + CampaignDates.EXPECTED);
		}
	}

	private static CampaignDraft draft(CreateCampaignReq request) {
		return new CampaignDraft(request.getCampaignId(), null, request.getStartDate(), request.getExpiredDate(),
				request.getMaxCoupon(), null, null, CODES, null, null, null, new RhythmDraft(null, null), null);
	}

	/** The faults as text, with the names of fields in the request. */
	private static String text(InvalidRequestException e) {
		return e.faults()
			.stream()
			.map(fault -> NAMES.getOrDefault(fault.pointer(), fault.pointer()) + " " + fault.detail())
			.collect(Collectors.joining("; "));
	}

	GetCampaignRes getCampaign(GetCampaignReq request) {
		String id = request.getCampaignId();
		if (!Campaign.isId(id)) {
			throw new ConnectException(Code.NOT_FOUND, NO_SUCH_CAMPAIGN);
		}
		return switch (campaigns.find(id, maxCodes)) {
			case Success<Snapshot> found -> found(found.value());
			case Refused<Snapshot> refused -> throw new ConnectException(Code.NOT_FOUND, message(refused.refusal()));
		};
	}

	private GetCampaignRes found(Snapshot snapshot) {
		Period period = snapshot.campaign().period();
		return GetCampaignRes.newBuilder()
			.setResult(done())
			.setInfo(CampaignInfo.newBuilder()
				.setCampaignId(snapshot.campaign().id())
				.setStartDate(seconds(period.startsAt()))
				.setExpiredDate(seconds(period.endsAt().minusMillis(1)))
				.addAllAllCouponIds(snapshot.codes()))
			.build();
	}

	/**
	 * The local time in seconds, at most the end of 9999 because years have 4 digits.
	 */
	private String seconds(Instant instant) {
		LocalDateTime local = LocalDateTime.ofInstant(instant, zone);
		return SECONDS.format(local.isAfter(LAST_SECOND) ? LAST_SECOND : local);
	}

	IssueCouponRes issueCoupon(IssueCouponReq request, @Nullable String idempotencyKey) {
		String id = request.getCampaignId();
		if (!Campaign.isId(id)) {
			return notIssued(Refusal.CAMPAIGN_NOT_FOUND);
		}
		return switch (coupons.issue(id, null, idempotencyKey)) {
			case Success<Coupon> success -> issued(success.value());
			case Refused<Coupon> refused when refused.refusal() == Refusal.RATE_LIMITED ->
				throw ConnectException.of(ProblemAnswer.of(refused));
			case Refused<Coupon> refused -> notIssued(refused.refusal());
		};
	}

	private static IssueCouponRes issued(Coupon coupon) {
		return IssueCouponRes.newBuilder().setResult(done()).setCouponCode(coupon.code()).build();
	}

	private static IssueCouponRes notIssued(Refusal refusal) {
		return IssueCouponRes.newBuilder().setResult(refused(refusal)).build();
	}

	private static BaseResponse done() {
		return BaseResponse.newBuilder().setSuccess(true).build();
	}

	private static BaseResponse refused(Refusal refusal) {
		return refused(refusal.code(), message(refusal));
	}

	private static BaseResponse refused(String code, String message) {
		return BaseResponse.newBuilder().setMessage(message).setErrorCode(code).build();
	}

	/**
	 * The message of a refusal: the words of the source system, which its clients depend
	 * on, or the detail of the problem where the source system had none.
	 */
	private static String message(Refusal refusal) {
		return switch (refusal) {
			case CAMPAIGN_EXISTS -> "campaign already exists";
			case CAMPAIGN_NOT_FOUND -> NO_SUCH_CAMPAIGN;
			case CAMPAIGN_ENDED, CAMPAIGN_PAUSED, CAMPAIGN_NOT_STARTED, CAMPAIGN_CLOSED, USER_QUOTA_REACHED,
					QUOTA_EXHAUSTED ->
				"campaign not valid at this time";
			case CAMPAIGN_EXHAUSTED -> "no more available coupon";
			default -> Problem.of(refusal).detail();
		};
	}

}
