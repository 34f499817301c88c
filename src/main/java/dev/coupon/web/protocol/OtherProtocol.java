package dev.coupon.web.protocol;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.ProblemDetail;

/**
 * A protocol that has some paths of the server for itself, such as one for remote
 * procedure calls. A bean of this type is all that the rest of the service knows of it:
 * {@link Protocols} asks it.
 *
 * <p>
 * It reads the bodies that come to its paths by itself, encoded ones too. A body's size
 * as it travels is limited for it, the size of what is decoded isn't.
 */
public interface OtherProtocol {

	/**
	 * Whether a path is this protocol's, even if there is nothing at it.
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
