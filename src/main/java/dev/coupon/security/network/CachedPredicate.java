package dev.coupon.security.network;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import java.util.function.Predicate;

/**
 * A predicate that caches its answers, which must never change, for up to 1,000 texts
 * that were tested lately. Caching helps because most requests come from a few addresses
 * and to a few names.
 */
final class CachedPredicate implements Predicate<String> {

	private static final int MAX_TEXTS = 1_000;

	private final LoadingCache<String, Boolean> answers;

	CachedPredicate(Predicate<String> question) {
		this.answers = Caffeine.newBuilder().maximumSize(MAX_TEXTS).build(question::test);
	}

	@Override
	public boolean test(String text) {
		return answers.get(text);
	}

}
