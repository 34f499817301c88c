package dev.coupon.web.module;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.ProblemDetail;

/**
 * A web module that speaks another protocol than the REST API, such as one for remote
 * procedure calls.
 *
 * <p>
 * The module reads the bodies of requests to its paths itself, also if they are encoded.
 * The size of a body as it is sent is limited before; the module itself must limit the
 * size of the decoded body.
 */
public interface OtherProtocol extends WebModule {

	/**
	 * Tells whether a path belongs to this protocol, even if there is nothing at the
	 * path.
	 * @param path the path as in the request line, without the context path
	 */
	boolean isSpokenAt(String path);

	/**
	 * Answers with a problem in the protocol's form. The problem was found before or
	 * outside of the protocol's own handling. Headers that are already set, such as
	 * {@code Retry-After}, stay.
	 */
	void answer(ProblemDetail problem, HttpServletResponse response) throws IOException;

}
