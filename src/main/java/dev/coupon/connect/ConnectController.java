package dev.coupon.connect;

import dev.coupon.connect.protocol.ConnectException;
import dev.coupon.connect.protocol.ConnectExchange;
import dev.coupon.connect.protocol.ConnectProtocol;
import dev.coupon.procedure.Code;
import dev.coupon.procedure.Procedure;
import dev.coupon.procedure.Procedures;
import dev.coupon.procedure.v1.CreateCampaignReq;
import dev.coupon.procedure.v1.GetCampaignReq;
import dev.coupon.procedure.v1.IssueCouponReq;
import dev.coupon.web.exchange.direct.Direct;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RestController;

/**
 * Maps the paths of the procedures, and all other paths below those of their services.
 * The paths are mapped for every HTTP method, because a refused method must be answered
 * as the protocol requires.
 */
@RestController
class ConnectController {

	private static final String CAMPAIGNS = Procedure.Paths.CAMPAIGNS;

	private static final String COUPONS = Procedure.Paths.COUPONS;

	private static final String ANY = "/{*procedure}";

	private final Procedures procedures;

	private final ConnectExchange exchange;

	private final ConnectProtocol errors;

	private final int maxCodes;

	ConnectController(Procedures procedures, ConnectExchange exchange, ConnectProtocol errors,
			ConnectSettings settings) {
		this.procedures = procedures;
		this.maxCodes = settings.maxCodes();
		this.exchange = exchange;
		this.errors = errors;
	}

	@Direct
	@RequestMapping(CAMPAIGNS + "/CreateCampaign")
	public void createCampaign(HttpServletRequest request, HttpServletResponse response) throws IOException {
		exchange.answer(request, response, CreateCampaignReq.getDefaultInstance(), procedures::createCampaign);
	}

	@Direct
	@RequestMapping(CAMPAIGNS + "/GetCampaign")
	public void getCampaign(HttpServletRequest request, HttpServletResponse response) throws IOException {
		exchange.answer(request, response, GetCampaignReq.getDefaultInstance(),
				(message, key) -> procedures.getCampaign(message, maxCodes));
	}

	@Direct
	@RequestMapping(COUPONS + "/IssueCoupon")
	public void issueCoupon(HttpServletRequest request, HttpServletResponse response) throws IOException {
		exchange.answer(request, response, IssueCouponReq.getDefaultInstance(), procedures::issueCoupon);
	}

	@Direct
	@RequestMapping({ CAMPAIGNS + ANY, COUPONS + ANY })
	public void unknown(HttpServletRequest request, HttpServletResponse response) throws IOException {
		errors.answer(new ConnectException(Code.UNIMPLEMENTED, HttpStatus.NOT_FOUND,
				"There is no procedure at this path.", HttpHeaders.EMPTY), response);
	}

	/**
	 * Refuses OPTIONS, because Spring would otherwise answer it and name methods that
	 * don't exist.
	 */
	@Direct
	@RequestMapping(path = { CAMPAIGNS + ANY, COUPONS + ANY }, method = RequestMethod.OPTIONS)
	public void options(HttpServletRequest request, HttpServletResponse response) throws IOException {
		errors.answer(ConnectProtocol.methodNotAllowed(), response);
	}

}
