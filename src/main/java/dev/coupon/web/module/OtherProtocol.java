package dev.coupon.web.module;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.ProblemDetail;

/**
 * A web module that speaks another protocol than the REST API, such as one for remote
 * procedure calls.
 *
 * <p>
 * It reads the bodies that come to its paths itself, encoded ones too. The size of a body
 * as it travels is limited for it; the size of the decoded body is not.
 */
public interface OtherProtocol extends WebModule {

	/**
	 * Whether a path belongs to this protocol, even if there is nothing at it.
	 * @param path as in the request line, without the context path
	 */
	boolean isSpokenAt(String path);

	/**
	 * Answers with a problem that came up before or outside of the protocol's own
	 * handling, in the protocol's form. Headers that are set already, such as
	 * {@code Retry-After}, stay.
	 */
	void answer(ProblemDetail problem, HttpServletResponse response) throws IOException;

}
