package dev.coupon.web.coupon.batch;

import dev.coupon.caller.Callers;
import dev.coupon.domain.Coupon;
import dev.coupon.domain.port.CampaignRepository.Page;
import dev.coupon.domain.port.Outcome.Refused;
import dev.coupon.service.CouponService;
import dev.coupon.service.draft.InvalidRequestException;
import dev.coupon.service.draft.InvalidRequestException.Fault;
import dev.coupon.web.coupon.batch.row.BatchBody;
import dev.coupon.web.coupon.batch.row.CsvRows;
import dev.coupon.web.coupon.batch.row.JsonRows;
import dev.coupon.web.coupon.batch.row.RowSource;
import dev.coupon.web.exchange.JsonExchange;
import dev.coupon.web.input.IdempotencyKey;
import dev.coupon.web.input.stream.LargeBodies;
import dev.coupon.web.input.stream.Lines;
import dev.coupon.web.problem.ProblemAnswer;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/** Answers batches row by row. */
@RestController
class BatchController implements BatchApi {

	/**
	 * The number of rows of all batches that are in the store at the same time, so that
	 * batches leave room in the store's queue for single requests.
	 */
	private static final int PLACES = 2_048;

	private final CouponService coupons;

	private final JsonMapper mapper;

	private final JsonExchange json;

	private final Callers callers;

	private final Semaphore places = new Semaphore(PLACES);

	BatchController(CouponService coupons, JsonMapper mapper, JsonExchange json, Callers callers) {
		this.coupons = coupons;
		this.mapper = mapper;
		this.json = json;
		this.callers = callers;
	}

	@Override
	public @Nullable ResponseEntity<?> issueBatch(String id, HttpServletRequest request, HttpServletResponse response)
			throws IOException, HttpMediaTypeNotSupportedException {
		RowIssuer issuer = new RowIssuer(coupons, id, key(request));
		RowSource rows = rows(request);
		if (coupons.list(id, null, 0, 1) instanceof Refused<Page<Coupon, Integer>> refused) {
			return ProblemAnswer.of(refused).toResponseEntity();
		}
		try (BatchStream stream = new BatchStream(rows, issuer, callers, places)) {
			stream.start();
			new BatchAnswer(mapper, response).write(stream);
		}
		return null;
	}

	private static @Nullable String key(HttpServletRequest request) {
		List<Fault> faults = new ArrayList<>(0);
		String key = IdempotencyKey.read(request, rule -> faults.add(new Fault(IdempotencyKey.HEADER, rule)));
		if (!faults.isEmpty()) {
			throw new InvalidRequestException(faults);
		}
		return key;
	}

	private RowSource rows(HttpServletRequest request) throws IOException, HttpMediaTypeNotSupportedException {
		MediaType type = MediaType.parseMediaType(request.getContentType());
		if (!LargeBodies.isStream(request.getContentType())) {
			return JsonRows.of(json.read(request, BatchBody.class).orElse(BatchBody.NONE).checked());
		}
		if (type.getCharset() != null && !type.getCharset().equals(StandardCharsets.UTF_8)) {
			throw new HttpMediaTypeNotSupportedException(type,
					List.of(new MediaType(type.getType(), type.getSubtype())));
		}
		Lines lines = new Lines(request.getInputStream());
		return type.getSubtype().equals("csv") ? new CsvRows(lines) : JsonRows.of(lines, mapper);
	}

}
