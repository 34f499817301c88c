package dev.coupon.web.coupon.export;

import dev.coupon.service.draft.CampaignDates;
import dev.coupon.service.draft.InvalidRequestException;
import dev.coupon.service.draft.InvalidRequestException.Fault;
import dev.coupon.web.coupon.export.ExportForm.Format;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The parameters of a list of coupons that only an export has, as they were sent.
 *
 * @param accept the header that decides whether it is an export
 */
record ExportRequest(@Nullable String accept, boolean count, @Nullable String csv, @Nullable String from,
		@Nullable String to, @Nullable Boolean redeemed, @Nullable String zone) {

	/**
	 * The form that is asked for; null if it is a page of JSON.
	 * @throws InvalidRequestException if something is asked for that the format doesn't
	 * have
	 */
	@Nullable ExportForm form() {
		Format format = Format.of(accept);
		List<Fault> faults = new ArrayList<>(0);
		if (format == null) {
			addGiven(faults);
		}
		if (csv != null && format != Format.CSV) {
			faults.add(new Fault("csv", "must be absent unless Accept asks for text/csv"));
		}
		ZoneId local = zone(faults);
		throwIfAny(faults);
		return format == null ? null : new ExportForm(format, count, csv != null, local);
	}

	private void addGiven(List<Fault> faults) {
		if (count) {
			faults.add(new Fault("count", "must be absent or false without an export"));
		}
		Map<String, @Nullable Object> others = new LinkedHashMap<>();
		others.put("from", from);
		others.put("to", to);
		others.put("redeemed", redeemed);
		others.put("zone", zone);
		others.forEach((name, value) -> {
			if (value != null) {
				faults.add(new Fault(name, "must be absent unless Accept asks for text/csv or application/x-ndjson"));
			}
		});
	}

	private @Nullable ZoneId zone(List<Fault> faults) {
		try {
			return zone == null ? null : ZoneId.of(zone);
		}
		catch (DateTimeException e) {
			faults.add(new Fault("zone",
					"must be a zone such as Europe/Berlin or an offset such as +09:00, " + "with %2B for a plus sign"));
			return null;
		}
	}

	/**
	 * The coupons that are asked for.
	 * @param campaignZone the zone of dates without an offset, if the request names none
	 * @throws InvalidRequestException if a date can't be read, or there is nothing
	 * between both
	 */
	ExportSelection selection(Supplier<ZoneId> campaignZone) {
		if (from == null && to == null) {
			return new ExportSelection(null, null, redeemed);
		}
		ZoneId dates = zone == null ? campaignZone.get() : ZoneId.of(zone);
		List<Fault> faults = new ArrayList<>(0);
		Instant start = date("from", from, dates, faults);
		Instant end = date("to", to, dates, faults);
		if (start != null && end != null && !start.isBefore(end)) {
			faults.add(new Fault("to", "must be after from, which is " + start));
		}
		throwIfAny(faults);
		return new ExportSelection(start, end, redeemed);
	}

	private static @Nullable Instant date(String name, @Nullable String text, ZoneId zone, List<Fault> faults) {
		try {
			return text == null ? null : CampaignDates.start(text, zone);
		}
		catch (DateTimeException e) {
			faults.add(new Fault(name, CampaignDates.EXPECTED + "; a plus sign is written as %2B"));
			return null;
		}
	}

	private static void throwIfAny(List<Fault> faults) {
		if (!faults.isEmpty()) {
			throw new InvalidRequestException(faults);
		}
	}

}
