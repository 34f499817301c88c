package dev.coupon.web.coupon.export;

import dev.coupon.domain.Coupon;
import dev.coupon.domain.port.CampaignRepository.Page;
import dev.coupon.domain.port.Outcome;
import dev.coupon.domain.port.Outcome.Done;
import dev.coupon.domain.port.Outcome.Refused;
import dev.coupon.domain.port.failure.OutcomeUnknownException;
import dev.coupon.domain.port.failure.OverloadedException;
import dev.coupon.service.CouponService;
import dev.coupon.web.coupon.json.CouponResponse;
import dev.coupon.web.problem.ProblemAnswer;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import org.apache.coyote.CloseNowException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import tools.jackson.databind.json.JsonMapper;

/** Writes the coupons of a campaign to a client, with one page at a time in memory. */
final class CouponExport {

	private static final Logger log = LoggerFactory.getLogger(CouponExport.class);

	private static final int PAGE_SIZE = 1_000;

	private final CouponService coupons;

	private final JsonMapper json;

	CouponExport(CouponService coupons, JsonMapper json) {
		this.coupons = coupons;
		this.json = json;
	}

	/**
	 * The coupons to export: those after a sequence number, of one user or of all (null),
	 * that are selected, up to a limit.
	 */
	record Range(String campaignId, @Nullable String userId, int after, int limit, ExportSelection selection) {

		/** The size of the page to read if so many coupons are still to be written. */
		private int pageSize(long left) {
			return selection.isPart() ? PAGE_SIZE : (int) Math.min(left, PAGE_SIZE);
		}

	}

	/**
	 * Writes the export.
	 * @return null if the export is written, or the problem if it can't begin
	 */
	@Nullable ResponseEntity<?> write(Range range, ExportForm form, HttpServletResponse response) throws IOException {
		Outcome<Page<Coupon, Integer>> first = page(range, range.after, range.pageSize(range.limit));
		if (first instanceof Refused<Page<Coupon, Integer>> refused) {
			return ProblemAnswer.of(refused).toResponseEntity();
		}
		response.setContentType(form.format().mediaType());
		response.setCharacterEncoding(StandardCharsets.UTF_8);
		response.setHeader(HttpHeaders.CONTENT_DISPOSITION,
				"attachment; filename=\"" + range.campaignId + "-coupons" + form.format().extension() + "\"");
		try {
			writeAll(range, form, pageOf(first), response.getOutputStream());
		}
		catch (IOException e) {
			if (NestedExceptionUtils.getMostSpecificCause(e) instanceof SocketTimeoutException) {
				log.warn("The export of campaign {} was cut off, because its reader took nothing "
						+ "for as long as server.tomcat.connection-timeout allows", range.campaignId);
			}
			throw e;
		}
		return null;
	}

	/** Writes all pages, and the end of the answer, so that any failure is thrown. */
	private void writeAll(Range range, ExportForm form, Page<Coupon, Integer> first, OutputStream out)
			throws IOException {
		StringWriter text = new StringWriter();
		ExportRows rows = ExportRows.of(text, range.campaignId, form, json);
		int left = range.limit;
		Page<Coupon, Integer> page = first;
		while (true) {
			left = writePage(page, range.selection, left, rows);
			if (page.nextAfter() == null || left == 0) {
				break;
			}
			send(text, out);
			// Begins the answer even if nothing was selected yet.
			out.flush();
			page = following(range, page.items().getLast(), left);
		}
		if (form.counted()) {
			rows.count(range.limit - left);
		}
		send(text, out);
		out.close();
	}

	/**
	 * Writes the selected coupons of a page, up to a limit; returns what is left of the
	 * limit.
	 */
	private static int writePage(Page<Coupon, Integer> page, ExportSelection selection, int limit, ExportRows rows)
			throws IOException {
		int left = limit;
		for (Coupon coupon : page.items()) {
			if (left > 0 && selection.has(coupon)) {
				rows.write(CouponResponse.of(coupon));
				left--;
			}
		}
		return left;
	}

	private static void send(StringWriter text, OutputStream out) throws IOException {
		out.write(text.toString().getBytes(StandardCharsets.UTF_8));
		text.getBuffer().setLength(0);
	}

	private Outcome<Page<Coupon, Integer>> page(Range range, int after, int limit) {
		return coupons.list(range.campaignId, range.userId, after, limit);
	}

	/**
	 * The page that follows the last coupon read. That coupon is read again with the
	 * page, to check that the campaign is still the same. If there is no such page, the
	 * connection is closed, because nothing can become an answer of its own once rows
	 * have been sent.
	 */
	private Page<Coupon, Integer> following(Range range, Coupon last, int left) throws IOException {
		Outcome<Page<Coupon, Integer>> outcome;
		try {
			outcome = page(range, last.sequence() - 1, range.pageSize(left + 1L));
		}
		catch (OverloadedException | OutcomeUnknownException e) {
			throw cutOff(range, "the store didn't answer");
		}
		if (outcome instanceof Done<Page<Coupon, Integer>>(Page<Coupon, Integer> page) && !page.items().isEmpty()
				&& page.items().getFirst().code().equals(last.code())) {
			return new Page<>(page.items().subList(1, page.items().size()), page.nextAfter());
		}
		throw cutOff(range, "the campaign was deleted");
	}

	private static IOException cutOff(Range range, String reason) {
		log.warn("The export of campaign {} was cut off, because {}", range.campaignId, reason);
		return new CloseNowException(reason);
	}

	private static Page<Coupon, Integer> pageOf(Outcome<Page<Coupon, Integer>> outcome) {
		if (outcome instanceof Done<Page<Coupon, Integer>>(Page<Coupon, Integer> page)) {
			return page;
		}
		throw new IllegalStateException("Only a refused export has no page");
	}

}
