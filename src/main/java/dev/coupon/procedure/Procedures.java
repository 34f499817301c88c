package dev.coupon.procedure;

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
import dev.coupon.procedure.v1.BaseResponse;
import dev.coupon.procedure.v1.CampaignInfo;
import dev.coupon.procedure.v1.CreateCampaignReq;
import dev.coupon.procedure.v1.CreateCampaignRes;
import dev.coupon.procedure.v1.GetCampaignReq;
import dev.coupon.procedure.v1.GetCampaignRes;
import dev.coupon.procedure.v1.IssueCouponReq;
import dev.coupon.procedure.v1.IssueCouponRes;
import dev.coupon.service.CampaignService;
import dev.coupon.service.CouponService;
import dev.coupon.service.draft.CampaignDates;
import dev.coupon.service.draft.CampaignDraft;
import dev.coupon.service.draft.CodeFormatDraft;
import dev.coupon.service.draft.InvalidRequestException;
import dev.coupon.service.draft.RhythmDraft;
import dev.coupon.web.input.IdempotencyKey;
import dev.coupon.web.problem.Problem;
import dev.coupon.web.problem.ProblemAnswer;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
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
public class Procedures {

	private static final CodeFormatDraft CODES = CodeFormatDraft.drawn(Charset.HANGUL, 10);

	private static final Map<String, String> NAMES = Map.of("/id", "campaignId", "/startsAt", "startDate", "/endsAt",
			"expiredDate", "/maxCoupons", "maxCoupon");

	private static final DateTimeFormatter SECONDS = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");

	private static final LocalDateTime LAST_SECOND = LocalDateTime.of(9999, 12, 31, 23, 59, 59);

	private final CampaignService campaigns;

	private final CouponService coupons;

	private final ZoneId zone;

	Procedures(CampaignService campaigns, CouponService coupons, ZoneId zone) {
		this.campaigns = campaigns;
		this.coupons = coupons;
		this.zone = zone;
	}

	/**
	 * The idempotency key of a call; null if it has none.
	 * @param sent the values of the header
	 */
	public static @Nullable String idempotencyKey(List<String> sent) {
		return IdempotencyKey.read(sent, rule -> {
			throw new CallException(Code.INVALID_ARGUMENT,
					"Idempotency-Key must be given once, as 1 to 255 printable ASCII characters.");
		});
	}

	/** Creates a campaign. */
	public CreateCampaignRes createCampaign(CreateCampaignReq request, @Nullable String idempotencyKey) {
		return CreateCampaignRes.newBuilder().setResult(created(request, idempotencyKey)).build();
	}

	/** Creates the campaign. Only with a key is a repeated request done again. */
	private BaseResponse created(CreateCampaignReq request, @Nullable String idempotencyKey) {
		checkReadable(request);
		try {
			return switch (campaigns.create(draft(request), idempotencyKey)) {
				case Done<Snapshot> created -> Results.done();
				case Replayed<Snapshot> existing when idempotencyKey != null -> Results.done();
				case Replayed<Snapshot> existing -> Results.refused(Refusal.CAMPAIGN_EXISTS);
				case Refused<Snapshot> refused -> Results.refused(refused.refusal());
			};
		}
		catch (InvalidRequestException e) {
			return Results.refused(Problem.INVALID_REQUEST.code(), text(e));
		}
	}

	private void checkReadable(CreateCampaignReq request) {
		try {
			CampaignDates.start(request.getStartDate(), zone);
			CampaignDates.end(request.getExpiredDate(), zone);
		}
		catch (DateTimeException e) {
			throw new CallException(Code.INVALID_ARGUMENT,
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

	/**
	 * Reads a campaign.
	 * @param maxCodes how many issued codes to answer with at most
	 */
	public GetCampaignRes getCampaign(GetCampaignReq request, int maxCodes) {
		String id = request.getCampaignId();
		if (!Campaign.isId(id)) {
			throw new CallException(Code.NOT_FOUND, Results.NO_SUCH_CAMPAIGN);
		}
		return switch (campaigns.find(id, maxCodes)) {
			case Success<Snapshot> found -> found(found.value());
			case Refused<Snapshot> refused ->
				throw new CallException(Code.NOT_FOUND, Results.message(refused.refusal()));
		};
	}

	private GetCampaignRes found(Snapshot snapshot) {
		Period period = snapshot.campaign().period();
		return GetCampaignRes.newBuilder()
			.setResult(Results.done())
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

	/** Issues a coupon. */
	public IssueCouponRes issueCoupon(IssueCouponReq request, @Nullable String idempotencyKey) {
		String id = request.getCampaignId();
		if (!Campaign.isId(id)) {
			return notIssued(Refusal.CAMPAIGN_NOT_FOUND);
		}
		return switch (coupons.issue(id, null, idempotencyKey)) {
			case Success<Coupon> success -> issued(success.value());
			case Refused<Coupon> refused when refused.refusal() == Refusal.RATE_LIMITED ->
				throw CallException.of(ProblemAnswer.of(refused));
			case Refused<Coupon> refused -> notIssued(refused.refusal());
		};
	}

	private static IssueCouponRes issued(Coupon coupon) {
		return IssueCouponRes.newBuilder().setResult(Results.done()).setCouponCode(coupon.code()).build();
	}

	private static IssueCouponRes notIssued(Refusal refusal) {
		return IssueCouponRes.newBuilder().setResult(Results.refused(refusal)).build();
	}

}
