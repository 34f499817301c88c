package dev.coupon.web.coupon;

import dev.coupon.domain.CampaignRepository.Page;
import dev.coupon.domain.Coupon;
import dev.coupon.domain.Outcome;
import dev.coupon.domain.Outcome.Done;
import dev.coupon.domain.Outcome.Refused;
import dev.coupon.service.CouponService;
import dev.coupon.web.problem.ProblemAnswer;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.util.MimeTypeUtils;
import tools.jackson.databind.json.JsonMapper;

/** Writes the coupons of a campaign to a client, with one page at a time in memory. */
final class CouponExport {

	private static final int PAGE_SIZE = 1_000;

	/**
	 * Matches text that a spreadsheet would take for the beginning of a formula. Text
	 * after a semicolon is matched, too, because some spreadsheets separate cells by
	 * semicolons.
	 */
	private static final Pattern FORMULA_START = Pattern.compile("(^|;)([=+@\uFF1D\uFF0B\uFF0D\uFF20-])");

	private static final CSVFormat CSV = CSVFormat.RFC4180.builder()
		.setHeader("code", "campaignId", "sequence", "userId", "issuedAt", "expiresAt", "redeemedAt",
				"redemptionReference")
		.get();

	private final CouponService coupons;

	private final JsonMapper json;

	CouponExport(CouponService coupons, JsonMapper json) {
		this.coupons = coupons;
		this.json = json;
	}

	/** The formats of an export. */
	enum Format {

		CSV("text/csv"), NDJSON(MediaType.APPLICATION_NDJSON_VALUE);

		private final String mediaType;

		Format(String mediaType) {
			this.mediaType = mediaType;
		}

		/**
		 * The format that an {@code Accept} header prefers to a page of JSON; null if
		 * there is none.
		 */
		static @Nullable Format of(@Nullable String accept) {
			List<MediaType> accepted = new ArrayList<>(MediaType.parseMediaTypes(accept));
			accepted.removeIf(type -> type.getQualityValue() == 0);
			MimeTypeUtils.sortBySpecificity(accepted);
			for (MediaType type : accepted) {
				if (type.includes(MediaType.APPLICATION_JSON)) {
					return null;
				}
				for (Format format : values()) {
					if (type.includes(MediaType.valueOf(format.mediaType))) {
						return format;
					}
				}
			}
			return null;
		}

	}

	/**
	 * The coupons to export: those after a sequence number, of one user or of all (null),
	 * up to a limit.
	 */
	record Range(String campaignId, @Nullable String userId, int after, int limit) {
	}

	private interface Rows {

		void write(CouponResponse row) throws IOException;

	}

	/**
	 * Writes the export.
	 * @return null if the export is written, or the problem if it can't begin
	 */
	@Nullable ResponseEntity<?> write(Range range, Format format, HttpServletResponse response) throws IOException {
		Outcome<Page<Coupon, Integer>> first = page(range, range.after, range.limit);
		if (first instanceof Refused<Page<Coupon, Integer>> refused) {
			return ProblemAnswer.of(refused).toResponseEntity();
		}
		response.setContentType(format.mediaType);
		response.setCharacterEncoding(StandardCharsets.UTF_8);
		PrintWriter out = response.getWriter();
		Rows rows = format == Format.CSV ? csv(out) : ndjson(out);
		int left = range.limit;
		Page<Coupon, Integer> page = pageOf(first);
		while (true) {
			for (Coupon coupon : page.items()) {
				rows.write(CouponResponse.of(coupon));
			}
			response.flushBuffer();
			left -= page.items().size();
			if (page.nextAfter() == null || left == 0) {
				return null;
			}
			page = following(range, page.items().getLast(), left);
		}
	}

	private Outcome<Page<Coupon, Integer>> page(Range range, int after, long left) {
		return coupons.list(range.campaignId, range.userId, after, (int) Math.min(left, PAGE_SIZE));
	}

	/**
	 * The page that follows the last coupon written. That coupon is read again with the
	 * page, to check that the campaign is still the same. A failure is always thrown as
	 * an exception, because it can't become an answer of its own once rows have been
	 * sent.
	 */
	private Page<Coupon, Integer> following(Range range, Coupon last, int left) {
		try {
			Page<Coupon, Integer> page = pageOf(page(range, last.sequence() - 1, left + 1L));
			if (page.items().isEmpty() || !page.items().getFirst().code().equals(last.code())) {
				throw new IllegalStateException("The campaign is another one");
			}
			return new Page<>(page.items().subList(1, page.items().size()), page.nextAfter());
		}
		catch (RuntimeException e) {
			throw new IllegalStateException("An export of campaign " + range.campaignId + " broke off", e);
		}
	}

	private static Page<Coupon, Integer> pageOf(Outcome<Page<Coupon, Integer>> outcome) {
		if (outcome instanceof Done<Page<Coupon, Integer>>(Page<Coupon, Integer> page)) {
			return page;
		}
		throw new IllegalStateException("The campaign is gone");
	}

	private static Rows csv(PrintWriter out) throws IOException {
		CSVPrinter printer = new CSVPrinter(out, CSV);
		return row -> printer.printRecord(row.code(), row.campaignId(), row.sequence(), harmless(row.userId()),
				row.issuedAt(), row.expiresAt(), row.redeemedAt(), harmless(row.redemptionReference()));
	}

	private static @Nullable String harmless(@Nullable String text) {
		return text == null ? null : FORMULA_START.matcher(text).replaceAll("$1'$2");
	}

	private Rows ndjson(PrintWriter out) {
		return row -> out.append(json.writeValueAsString(row)).append('\n');
	}

}
