package dev.coupon.web.campaign;

import dev.coupon.domain.Campaign;
import dev.coupon.service.InvalidRequestException;
import dev.coupon.service.InvalidRequestException.Fault;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The query parameter {@code codes}: the number of codes in the answer to reading a
 * campaign.
 */
final class CodesParameter {

	static final int DEFAULT = 100;

	static final int MAX = 1_000;

	private static final Pattern NUMBER = Pattern.compile("[0-9]{1,9}");

	private CodesParameter() {
	}

	/**
	 * The number of codes; 100 if the parameter is absent.
	 * @throws InvalidRequestException if the parameter or the campaign's id is invalid
	 */
	static int read(String campaignId, HttpServletRequest request) {
		String text = request.getParameter("codes");
		int codes = text == null ? DEFAULT : NUMBER.matcher(text).matches() ? Integer.parseInt(text) : -1;
		List<Fault> faults = new ArrayList<>(0);
		if (!Campaign.isId(campaignId)) {
			faults.add(new Fault("id", Campaign.ID_RULE));
		}
		if (codes < 0 || codes > MAX) {
			faults.add(new Fault("codes", "must be a whole number from 0 to " + MAX));
		}
		if (!faults.isEmpty()) {
			throw new InvalidRequestException(faults);
		}
		return codes;
	}

}
