package dev.coupon.web.coupon;

import dev.coupon.caller.Caller;
import dev.coupon.caller.Callers;
import dev.coupon.caller.rate.LimitSettings;
import dev.coupon.caller.rate.RateLimiter;
import dev.coupon.caller.rate.RateLimiters;
import dev.coupon.web.ApiPaths;
import dev.coupon.web.problem.ProblemAnswer;
import dev.coupon.web.problem.ProblemWriter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * Refuses callers for a while after they have asked for too many codes that belong to no
 * coupon, because they may be guessing. The customers whom a caller names are counted
 * apart, so that one who guesses doesn't stop the others, and together, so that naming
 * many customers doesn't help. Look-ups under way are taken for failed ones, because
 * nobody may guess more by sending all guesses at once.
 */
@Component
class FailedLookUps implements HandlerInterceptor, WebMvcConfigurer {

	private static final String COUPON = ApiPaths.COUPONS + "/{code}";

	private final RateLimiter perCustomer;

	private final RateLimiter perKey;

	private final Callers callers;

	private final ProblemWriter problems;

	/** The numbers of look-ups under way, by who has sent them. */
	private final ConcurrentHashMap<String, Integer> underWay = new ConcurrentHashMap<>();

	FailedLookUps(LimitSettings limits, RateLimiters limiters, Callers callers, ProblemWriter problems) {
		this.perCustomer = limiters.make("failed-look-ups", limits.failedLookUps());
		this.perKey = limiters.make("failed-look-ups-per-key", limits.failedLookUpsOfAllCustomers());
		this.callers = callers;
		this.problems = problems;
	}

	/**
	 * Adds the interceptor for all paths, because matching a pattern for each request
	 * would cost more than the look at the pattern that was matched already.
	 */
	@Override
	public void addInterceptors(InterceptorRegistry registry) {
		registry.addInterceptor(this);
	}

	private static boolean isLookUp(HttpServletRequest request) {
		return request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE) instanceof String pattern
				&& pattern.startsWith(COUPON);
	}

	@Override
	public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler)
			throws IOException {
		return !isLookUp(request) || begin(request, response);
	}

	private boolean begin(HttpServletRequest request, HttpServletResponse response) throws IOException {
		Caller caller = callers.current();
		String customer = customer(caller, request);
		int ofCustomer = underWay.merge(customer, 1, Integer::sum);
		int ofKey = underWay.merge(caller.identity(), 1, Integer::sum);
		boolean goesOn = false;
		try {
			Duration wait = perCustomer.look(customer, ofCustomer);
			if (wait == null) {
				wait = perKey.look(caller.identity(), ofKey);
			}
			if (wait != null) {
				problems.write(ProblemAnswer.rateLimited(wait), request, response);
			}
			goesOn = wait == null;
		}
		finally {
			if (!goesOn) {
				end(caller, customer);
			}
		}
		return goesOn;
	}

	@Override
	public void afterCompletion(HttpServletRequest request, HttpServletResponse response, Object handler,
			@Nullable Exception e) {
		if (!isLookUp(request)) {
			return;
		}
		Caller caller = callers.current();
		String customer = customer(caller, request);
		try {
			if (response.getStatus() == HttpStatus.NOT_FOUND.value()) {
				perCustomer.count(customer);
				perKey.count(caller.identity());
			}
		}
		finally {
			end(caller, customer);
		}
	}

	private void end(Caller caller, String customer) {
		for (String who : List.of(customer, caller.identity())) {
			underWay.computeIfPresent(who, (key, count) -> count == 1 ? null : count - 1);
		}
	}

	/**
	 * The text that tells the customer of a request from all others: the caller, and the
	 * customer that the caller names. Callers without a key or token aren't believed,
	 * because they could make up a customer for each guess. The last line break separates
	 * both, because the name of a customer has none.
	 */
	private static String customer(Caller caller, HttpServletRequest request) {
		String named = EndCustomer.of(request);
		return caller.identity() + '\n' + (caller.name() == null || named == null ? "" : named);
	}

}
