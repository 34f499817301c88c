package dev.coupon.web.coupon.batch.row;

import dev.coupon.domain.port.request.IssueRequest;
import dev.coupon.service.draft.InvalidRequestException.Fault;
import dev.coupon.web.problem.ProblemAnswer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A row of a batch: a request for one coupon. */
public sealed interface Row {

	/** The pointer to the user of a row. */
	String USER_ID = "/userId";

	/** The line that the row is on, or the place of the item in a list, from 1 on. */
	long line();

	/**
	 * A row that breaks no rule.
	 *
	 * @param userId the user who gets the coupon; absent if the row names none
	 * @param idempotencyKey the row's own key; absent if it has none
	 */
	record Wanted(long line, @Nullable String userId, @Nullable String idempotencyKey) implements Row {
	}

	/** A row that is refused without asking the store. */
	record Faulty(long line, ProblemAnswer answer) implements Row {
	}

	/** The row with these values, or the faults that they have. */
	static Row of(long line, @Nullable String userId, @Nullable String idempotencyKey) {
		List<Fault> faults = new ArrayList<>(0);
		if (userId != null && !IssueRequest.isUserId(userId)) {
			faults.add(new Fault(USER_ID, IssueRequest.USER_ID_RULE));
		}
		if (idempotencyKey != null && !IssueRequest.isIdempotencyKey(idempotencyKey)) {
			faults.add(new Fault("/idempotencyKey", IssueRequest.IDEMPOTENCY_KEY_RULE));
		}
		return faults.isEmpty() ? new Wanted(line, userId, idempotencyKey)
				: new Faulty(line, ProblemAnswer.invalid(faults));
	}

	/** A row with a fault. */
	static Row faulty(long line, String pointer, String detail) {
		return new Faulty(line, ProblemAnswer.invalid(List.of(new Fault(pointer, detail))));
	}

}
