package dev.coupon.web.coupon;

import com.github.benmanes.caffeine.cache.Ticker;
import dev.coupon.caller.Callers;
import dev.coupon.caller.LimitSettings;
import dev.coupon.caller.RateLimiter;
import dev.coupon.web.ApiPaths;
import dev.coupon.web.problem.ProblemAnswer;
import dev.coupon.web.problem.ProblemWriter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * Refuses callers for a while after they have asked for too many codes that belong to no
 * coupon, because they may be guessing.
 */
@Component
class FailedLookUps implements HandlerInterceptor, WebMvcConfigurer {

	private final RateLimiter limiter;

	private final Callers callers;

	private final ProblemWriter problems;

	FailedLookUps(LimitSettings limits, Ticker ticker, Callers callers, ProblemWriter problems) {
		this.limiter = new RateLimiter(limits.failedLookUps(), ticker);
		this.callers = callers;
		this.problems = problems;
	}

	@Override
	public void addInterceptors(InterceptorRegistry registry) {
		registry.addInterceptor(this).addPathPatterns(ApiPaths.COUPONS + "/**");
	}

	@Override
	public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler)
			throws IOException {
		Duration wait = limiter.look(callers.current().identity());
		if (wait != null) {
			problems.write(ProblemAnswer.rateLimited(wait), request, response);
		}
		return wait == null;
	}

	@Override
	public void afterCompletion(HttpServletRequest request, HttpServletResponse response, Object handler,
			@Nullable Exception e) {
		if (response.getStatus() == HttpStatus.NOT_FOUND.value()) {
			limiter.count(callers.current().identity());
		}
	}

}
