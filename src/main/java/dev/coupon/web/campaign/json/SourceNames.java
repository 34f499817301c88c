package dev.coupon.web.campaign.json;

import dev.coupon.service.draft.InvalidRequestException;
import dev.coupon.service.draft.InvalidRequestException.Fault;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/** The names of campaign settings in the source system. */
public final class SourceNames {

	private static final Map<String, String> NAMES = Map.of("campaignId", "id", "startDate", "startsAt", "expiredDate",
			"endsAt", "maxCoupon", "maxCoupons");

	private SourceNames() {
	}

	/**
	 * Renames settings from the names in the source system to the names in this service.
	 * @throws InvalidRequestException if a setting is given under both names
	 */
	public static ObjectNode replaced(ObjectNode settings) {
		List<Fault> faults = NAMES.entrySet()
			.stream()
			.filter(name -> settings.has(name.getKey()) && settings.has(name.getValue()))
			.map(name -> new Fault("/" + name.getKey(), "must be absent where " + name.getValue() + " is given"))
			.sorted(Comparator.comparing(Fault::pointer))
			.toList();
		if (!faults.isEmpty()) {
			throw new InvalidRequestException(faults);
		}
		NAMES.forEach((source, own) -> {
			if (settings.has(source)) {
				settings.set(own, settings.remove(source));
			}
		});
		return settings;
	}

}
