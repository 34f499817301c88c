package dev.coupon.web.coupon.batch;

import dev.coupon.web.input.stream.LargeBodies;
import dev.coupon.web.problem.Problem;
import dev.coupon.web.problem.ProblemAnswer;
import dev.coupon.web.problem.RefusedBodyException;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.net.SocketTimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.NestedExceptionUtils;
import tools.jackson.databind.json.JsonMapper;

/**
 * The answer to a batch: a line of NDJSON for each row, sent as soon as it is known and
 * those before it are sent.
 */
final class BatchAnswer {

	private static final String BROKEN_OFF = "The rows broke off before this line: send all of them again, with the "
			+ "same Idempotency-Key.";

	private static final Logger log = LoggerFactory.getLogger(BatchAnswer.class);

	private final JsonMapper json;

	private final HttpServletResponse response;

	/** The line of the last answer; 0 if nothing is written. */
	private long line;

	BatchAnswer(JsonMapper json, HttpServletResponse response) {
		this.json = json;
		this.response = response;
	}

	/**
	 * Writes the answers to all rows, and the end of the answer, so that any failure to
	 * write is thrown.
	 * @throws IOException if the answer can't be written, or if no row could be read, so
	 * that nothing is written
	 */
	void write(BatchStream stream) throws IOException {
		try {
			writeAll(stream, response.getOutputStream());
		}
		catch (IOException e) {
			if (NestedExceptionUtils.getMostSpecificCause(e) instanceof SocketTimeoutException) {
				log.warn("A batch was cut off after line {}, because the reader of its answers took nothing "
						+ "for as long as server.tomcat.connection-timeout allows", line);
			}
			throw e;
		}
	}

	private void writeAll(BatchStream stream, OutputStream out) throws IOException {
		for (RowAnswer answer = next(stream, out); answer != null; answer = next(stream, out)) {
			boolean first = line == 0;
			writeLine(answer, out);
			if (first) {
				out.flush();
				stream.goOn();
			}
		}
		response.setContentType(LargeBodies.NDJSON);
		out.close();
	}

	private void writeLine(RowAnswer answer, OutputStream out) throws IOException {
		if (line == 0) {
			response.setContentType(LargeBodies.NDJSON);
		}
		line = answer.line();
		out.write(json.writeValueAsBytes(answer));
		out.write('\n');
	}

	/**
	 * The next answer; null at the end. If the rows can't be read further, the reason is
	 * the last line, or the answer as a whole if there is no line yet.
	 */
	private @Nullable RowAnswer next(BatchStream stream, OutputStream out) throws IOException {
		if (line > 0 && !stream.isNextReady()) {
			out.flush();
		}
		try {
			return stream.next();
		}
		catch (IOException e) {
			if (line == 0) {
				throw e;
			}
			ProblemAnswer reason = ProblemAnswer.of(
					e instanceof RefusedBodyException refused ? refused.problem() : Problem.INVALID_REQUEST,
					BROKEN_OFF);
			writeLine(RowAnswer.refused(line + 1, reason), out);
			return null;
		}
	}

}
