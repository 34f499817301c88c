package dev.coupon.web.coupon;

import dev.coupon.service.draft.InvalidRequestException;
import dev.coupon.service.draft.InvalidRequestException.Fault;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.servlet.http.HttpServletRequest;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The header in which a shop names the customer for whom it sends a request, so that its
 * customers can be told apart.
 */
final class EndCustomer {

	static final String HEADER = "X-End-Customer";

	private static final String PATTERN = "^[ -~]{1,128}$";

	private static final Pattern NAME = Pattern.compile(PATTERN);

	private EndCustomer() {
	}

	/** Documents the header for an operation. */
	@Documented
	@Target(ElementType.METHOD)
	@Retention(RetentionPolicy.RUNTIME)
	@Parameter(name = HEADER, in = ParameterIn.HEADER,
			description = "Names the customer for whom a holder of a key or token sends the request, by any text that "
					+ "no other customer has. A customer who looks up too many unknown codes then stops no other.",
			schema = @Schema(type = "string", pattern = PATTERN))
	@interface Named {

	}

	/**
	 * The customer that a request names; null if it names none.
	 * @throws InvalidRequestException if the header breaks a rule
	 */
	static @Nullable String of(HttpServletRequest request) {
		String customer = request.getHeader(HEADER);
		if (customer == null) {
			return null;
		}
		List<Fault> faults = new ArrayList<>(0);
		if (!NAME.matcher(customer).matches()) {
			faults.add(new Fault(HEADER, "must be 1 to 128 printable ASCII characters"));
		}
		if (Collections.list(request.getHeaders(HEADER)).size() > 1) {
			faults.add(new Fault(HEADER, "must be given once"));
		}
		if (!faults.isEmpty()) {
			throw new InvalidRequestException(faults);
		}
		return customer;
	}

}
