package dev.coupon.security.network;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import java.util.function.Predicate;

/**
 * A question whose answers don't change, with those to the texts that it was asked of
 * most lately, since most requests come from a few addresses and to a few names.
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
