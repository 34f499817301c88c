package dev.coupon.web.campaign.codes;

import dev.coupon.domain.port.Outcome;
import dev.coupon.domain.port.Outcome.Refused;
import dev.coupon.domain.port.Outcome.Success;
import dev.coupon.domain.port.failure.OutcomeUnknownException;
import dev.coupon.domain.port.failure.OverloadedException;
import dev.coupon.service.CodeStockService;
import dev.coupon.web.campaign.codes.row.CodeRows;
import dev.coupon.web.problem.Problem;
import dev.coupon.web.problem.ProblemAnswer;
import dev.coupon.web.problem.RefusedBodyException;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/** Imports codes, and drops them. */
@RestController
class CodesController implements CodesApi {

	private final CodeStockService codes;

	private final JsonMapper mapper;

	CodesController(CodeStockService codes, JsonMapper mapper) {
		this.codes = codes;
		this.mapper = mapper;
	}

	/**
	 * Imports no code first, because a campaign that takes none needn't be sent a whole
	 * upload to know.
	 */
	@Override
	public ResponseEntity<?> importCodes(String id, HttpServletRequest request)
			throws IOException, HttpMediaTypeNotSupportedException {
		CodeRows rows = CodeRows.of(request, mapper);
		if (codes.importCodes(id, List.of()) instanceof Refused<?> refused) {
			return ProblemAnswer.of(refused).toResponseEntity();
		}
		CodeUpload upload = new CodeUpload(chunk -> codes.importCodes(id, chunk));
		try {
			return answer(upload.run(rows));
		}
		catch (OverloadedException e) {
			return brokenOff(Problem.OVERLOADED, upload.brokenOff());
		}
		catch (OutcomeUnknownException e) {
			return brokenOff(Problem.OUTCOME_UNKNOWN, upload.brokenOff());
		}
		catch (RefusedBodyException e) {
			return brokenOff(e.problem(), upload.brokenOff());
		}
	}

	private static ResponseEntity<?> brokenOff(Problem problem, @Nullable String words) {
		return ProblemAnswer.of(problem, Objects.requireNonNullElse(words, problem.detail())).toResponseEntity();
	}

	@Override
	public ResponseEntity<?> dropCodes(String id, @Nullable String reason) {
		return answer(codes.drop(id, reason).map(DropResponse::new));
	}

	private static ResponseEntity<?> answer(Outcome<?> outcome) {
		return switch (outcome) {
			case Success<?> success -> ResponseEntity.ok(success.value());
			case Refused<?> refused -> ProblemAnswer.of(refused).toResponseEntity();
		};
	}

}
