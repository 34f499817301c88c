package dev.coupon.web.campaign;

import dev.coupon.domain.Campaign;
import dev.coupon.service.campaign.Sight;
import dev.coupon.service.draft.InvalidRequestException;
import dev.coupon.service.draft.InvalidRequestException.Fault;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The query parameter {@code codes}: the number of codes in the answer to reading a
 * campaign.
 */
final class CodesParameter {

	static final int MAX = 1_000;

	static final String DESCRIPTION = "How many codes at most. If absent, " + Sight.CODES
			+ " for ADMIN and VIEW; others may not see codes.";

	private static final Pattern NUMBER = Pattern.compile("[0-9]{1,9}");

	private CodesParameter() {
	}

	/**
	 * The number of codes; null if the parameter is absent.
	 * @throws InvalidRequestException if the parameter or the campaign's id is invalid
	 */
	static @Nullable Integer read(String campaignId, HttpServletRequest request) {
		String text = request.getParameter("codes");
		int codes = text == null ? 0 : NUMBER.matcher(text).matches() ? Integer.parseInt(text) : -1;
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
		return text == null ? null : codes;
	}

}
