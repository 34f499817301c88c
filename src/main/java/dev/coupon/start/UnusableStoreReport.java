package dev.coupon.start;

import dev.coupon.store.UnusableStoreException;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Reports the reason why the store can't be used. Spring Boot finds the class through
 * {@code META-INF/spring.factories}.
 */
final class UnusableStoreReport extends AbstractFailureAnalyzer<UnusableStoreException> {

	@Override
	protected FailureAnalysis analyze(Throwable root, UnusableStoreException e) {
		return new FailureAnalysis(e.getMessage(), e.remedy(), e);
	}

}
