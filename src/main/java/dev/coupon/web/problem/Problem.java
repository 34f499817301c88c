package dev.coupon.web.problem;

import dev.coupon.domain.Refusal;
import java.net.URI;
import java.util.Locale;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;

/**
 * All problems that clients can get, with their HTTP statuses and texts. Each refusal of
 * the domain is one of them.
 */
public enum Problem {

	INVALID_REQUEST(HttpStatus.BAD_REQUEST, "Invalid request",
			"The request breaks a rule; errors, if there are any, name what to mend."),
	MALFORMED_JSON(HttpStatus.BAD_REQUEST, "Malformed JSON", "The body can't be read as JSON."),
	USER_REQUIRED(HttpStatus.BAD_REQUEST, "User required",
			"The campaign limits coupons per user: say in userId whom the coupon is for."),
	EXTENSION_NOT_LATER(HttpStatus.BAD_REQUEST, "Extension not later",
			"Coupons can be extended only to a date to come, and later than any before: mend couponsExtendedTo."),
	AMBIGUOUS_CODE(HttpStatus.BAD_REQUEST, "Ambiguous code",
			"The code in the path, as it is written, fits several coupons: write it exactly as it was issued."),

	UNAUTHENTICATED(HttpStatus.UNAUTHORIZED, "Unauthenticated",
			"The request has no key or token, or none that is known: send Authorization: Bearer or X-API-Key."),
	REDEEMED_BY_ANOTHER(HttpStatus.FORBIDDEN, "Redeemed by another",
			"The redemption is another caller's: it, or one with the role ADMIN, may roll it back."),
	FORBIDDEN(HttpStatus.FORBIDDEN, "Forbidden", "The key or token is known, but has no role that allows this."),

	NOT_FOUND(HttpStatus.NOT_FOUND, "Not found", "There is nothing at this path."),
	CAMPAIGN_NOT_FOUND(HttpStatus.NOT_FOUND, "Campaign not found", "There is no campaign with this id."),
	REPORT_NOT_FOUND(HttpStatus.NOT_FOUND, "Report not found",
			"No report is kept of a campaign with this id: it is made when the campaign is erased."),
	WEBHOOK_NOT_FOUND(HttpStatus.NOT_FOUND, "Webhook not found", "There is no webhook with this id."),
	COUPON_NOT_FOUND(HttpStatus.NOT_FOUND, "Coupon not found", "There is no coupon with this code."),

	METHOD_NOT_ALLOWED(HttpStatus.METHOD_NOT_ALLOWED, "Method not allowed",
			"The header Allow names the methods of this path."),
	NOT_ACCEPTABLE(HttpStatus.NOT_ACCEPTABLE, "Not acceptable",
			"The answer has none of the media types that Accept names."),

	CAMPAIGN_EXISTS(HttpStatus.CONFLICT, "Campaign exists",
			"Another campaign has this id, or had it and is still being erased: choose another id, or leave it out."),
	CAMPAIGN_HAS_COUPONS(HttpStatus.CONFLICT, "Campaign has coupons",
			"Coupons of the campaign are not expired: to delete them with it, add force=true."),
	CODES_NOT_IMPORTED(HttpStatus.CONFLICT, "Codes not imported",
			"The campaign draws its codes: create one with codeFormat {\"imported\": true} for codes of your own."),
	CAMPAIGN_STARTED(HttpStatus.CONFLICT, "Campaign started",
			"The campaign has started: startsAt can no longer change."),
	MAX_COUPONS_BELOW_ISSUED(HttpStatus.CONFLICT, "Fewer coupons than issued",
			"More coupons are issued than the new maxCoupons: choose one that isn't below issued."),
	CAMPAIGN_PAUSED(HttpStatus.CONFLICT, "Campaign paused", "The campaign is paused: ask again when it is resumed."),
	CAMPAIGN_NOT_STARTED(HttpStatus.CONFLICT, "Campaign not started",
			"The campaign has not started: ask again after Retry-After."),
	USER_LIMIT_REACHED(HttpStatus.CONFLICT, "User limit reached",
			"The user has as many coupons of the campaign as one may have."),
	CAMPAIGN_EXHAUSTED(HttpStatus.CONFLICT, "Campaign exhausted", "All coupons of the campaign are issued."),
	CAMPAIGN_CLOSED(HttpStatus.CONFLICT, "Campaign closed",
			"The campaign is closed at this hour: ask again after Retry-After, if the answer has it."),
	USER_QUOTA_REACHED(HttpStatus.CONFLICT, "User quota reached",
			"The user has as many coupons as one may have in this period: ask again after Retry-After."),
	QUOTA_EXHAUSTED(HttpStatus.CONFLICT, "Quota exhausted",
			"All coupons of this period are issued: ask again after Retry-After, if the answer has it."),
	CODE_SPACE_EXHAUSTED(HttpStatus.CONFLICT, "Code space exhausted",
			"There are too few codes of this format for the campaigns that use it: draw more characters, "
					+ "give each campaign a prefix of its own, or delete campaigns that are over."),
	ALREADY_REDEEMED(HttpStatus.CONFLICT, "Already redeemed", "The coupon has been redeemed before."),
	NOT_REDEEMED(HttpStatus.CONFLICT, "Not redeemed",
			"The coupon is not redeemed, its redemption was rolled back, or it was redeemed with another reference."),
	NOT_VOID(HttpStatus.CONFLICT, "Not void", "The coupon is not void."),

	COUPON_VOID(HttpStatus.GONE, "Coupon void", "The coupon was declared void."),
	CAMPAIGN_ENDED(HttpStatus.GONE, "Campaign ended", "The campaign has ended."),
	COUPON_EXPIRED(HttpStatus.GONE, "Coupon expired", "The coupon has expired."),
	VERSION_MISMATCH(HttpStatus.PRECONDITION_FAILED, "Version mismatch",
			"The settings have changed since: read the campaign, and send its new ETag as If-Match."),
	REQUEST_TIMEOUT(HttpStatus.REQUEST_TIMEOUT, "Request timeout", "The body took too long to arrive."),
	PAYLOAD_TOO_LARGE(HttpStatus.CONTENT_TOO_LARGE, "Payload too large", "The body is larger than accepted."),
	UNSUPPORTED_MEDIA_TYPE(HttpStatus.UNSUPPORTED_MEDIA_TYPE, "Unsupported media type",
			"Send the body in UTF-8, without a Content-Encoding, in a media type that the operation takes, "
					+ "such as application/json."),
	IDEMPOTENCY_KEY_REUSED(HttpStatus.UNPROCESSABLE_CONTENT, "Idempotency key reused",
			"The Idempotency-Key was used with another request: take a new key for each new request."),

	RATE_LIMITED(HttpStatus.TOO_MANY_REQUESTS, "Rate limited", "That was too often: ask again after Retry-After."),

	INTERNAL_ERROR(HttpStatus.INTERNAL_SERVER_ERROR, "Internal error",
			"The service failed; its log has this requestId."),
	OVERLOADED(HttpStatus.SERVICE_UNAVAILABLE, "Overloaded",
			"The service can't take the request now and has done nothing: ask again after Retry-After."),
	OUTCOME_UNKNOWN(HttpStatus.SERVICE_UNAVAILABLE, "Outcome unknown",
			"The service can't tell whether it did it: ask again after Retry-After, with the same Idempotency-Key.");

	private final HttpStatus status;

	private final String title;

	private final String detail;

	private final String code = name().toLowerCase(Locale.ROOT).replace('_', '-');

	private final URI type = URI.create("urn:problem:" + code);

	Problem(HttpStatus status, String title, String detail) {
		this.status = status;
		this.title = title;
		this.detail = detail;
	}

	/** The problem for a refusal of the domain, which has the same name. */
	public static Problem of(Refusal refusal) {
		return valueOf(refusal.name());
	}

	/** The problem for a status of the server or the framework. */
	public static Problem of(HttpStatusCode status) {
		return switch (status.value()) {
			case 401 -> UNAUTHENTICATED;
			case 403 -> FORBIDDEN;
			case 404 -> NOT_FOUND;
			case 405 -> METHOD_NOT_ALLOWED;
			case 406 -> NOT_ACCEPTABLE;
			case 408 -> REQUEST_TIMEOUT;
			case 413 -> PAYLOAD_TOO_LARGE;
			case 415 -> UNSUPPORTED_MEDIA_TYPE;
			case 429 -> RATE_LIMITED;
			case 501, 505 -> INVALID_REQUEST;
			case 503 -> OVERLOADED;
			default -> status.is4xxClientError() ? INVALID_REQUEST : INTERNAL_ERROR;
		};
	}

	/** The stable name that clients see, such as {@code invalid-request}. */
	public String code() {
		return code;
	}

	public HttpStatus status() {
		return status;
	}

	public URI type() {
		return type;
	}

	public String title() {
		return title;
	}

	public String detail() {
		return detail;
	}

	/** Tells whether the answer has a {@code Retry-After} header. */
	public boolean saysWhenToRetry() {
		return this == CAMPAIGN_NOT_STARTED || this == RATE_LIMITED || status == HttpStatus.SERVICE_UNAVAILABLE;
	}

}
