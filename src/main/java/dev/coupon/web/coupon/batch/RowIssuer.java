package dev.coupon.web.coupon.batch;

import dev.coupon.domain.Coupon;
import dev.coupon.domain.port.Outcome;
import dev.coupon.domain.port.Outcome.Done;
import dev.coupon.domain.port.Outcome.Refused;
import dev.coupon.domain.port.Outcome.Replayed;
import dev.coupon.domain.port.failure.OutcomeUnknownException;
import dev.coupon.domain.port.failure.OverloadedException;
import dev.coupon.service.CouponService;
import dev.coupon.web.coupon.batch.row.Row;
import dev.coupon.web.coupon.batch.row.Row.Faulty;
import dev.coupon.web.coupon.batch.row.Row.Wanted;
import dev.coupon.web.problem.Problem;
import dev.coupon.web.problem.ProblemAnswer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Issues the coupons of the rows of a batch. Each row is answered, whatever happens. */
final class RowIssuer {

	private static final Logger log = LoggerFactory.getLogger(RowIssuer.class);

	private final CouponService coupons;

	private final String campaignId;

	private final @Nullable String batchKey;

	private final @Nullable Occurrences occurrences;

	/**
	 * @param batchKey the key of the request; absent if it has none
	 */
	RowIssuer(CouponService coupons, String campaignId, @Nullable String batchKey) {
		this.coupons = coupons;
		this.campaignId = campaignId;
		this.batchKey = batchKey;
		this.occurrences = batchKey == null ? null : new Occurrences();
	}

	/**
	 * The work for a row, which any thread may do. To be called in the order of the rows,
	 * because the keys of rows depend on it.
	 */
	Supplier<RowAnswer> work(Row row) {
		return switch (row) {
			case Faulty(long line, ProblemAnswer answer) -> () -> RowAnswer.refused(line, answer);
			case Wanted wanted when occurrences != null && batchKey != null && wanted.idempotencyKey() == null ->
				keyed(wanted, batchKey, occurrences);
			case Wanted wanted ->
				() -> answer(wanted.line(), () -> coupons.issue(campaignId, wanted.userId(), wanted.idempotencyKey()));
		};
	}

	private Supplier<RowAnswer> keyed(Wanted row, String key, Occurrences users) {
		String userId = row.userId();
		if (userId == null) {
			return work(Row.faulty(row.line(), Row.USER_ID,
					"is required, unless the row has an idempotencyKey: the request's Idempotency-Key needs a user"));
		}
		int occurrence = users.next(userId);
		return () -> answer(row.line(), () -> coupons.issueForRow(campaignId, userId, key, occurrence));
	}

	private static RowAnswer answer(long line, Supplier<Outcome<Coupon>> issue) {
		try {
			return switch (issue.get()) {
				case Done<Coupon>(Coupon issued) -> RowAnswer.issued(line, 201, issued);
				case Replayed<Coupon>(Coupon earlier) -> RowAnswer.issued(line, 200, earlier);
				case Refused<Coupon> refused -> RowAnswer.refused(line, ProblemAnswer.of(refused));
			};
		}
		catch (OverloadedException e) {
			return RowAnswer.refused(line, ProblemAnswer.of(Problem.OVERLOADED));
		}
		catch (OutcomeUnknownException e) {
			return RowAnswer.refused(line, ProblemAnswer.of(Problem.OUTCOME_UNKNOWN));
		}
		catch (RuntimeException | Error e) {
			log.error("Internal error at line {} of a batch", line, e);
			return RowAnswer.refused(line, ProblemAnswer.of(Problem.INTERNAL_ERROR));
		}
	}

}
