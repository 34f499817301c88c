package dev.coupon.domain.webhook;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The secrets that sign what a subscription sends. A new secret takes the place of the
 * present one, which goes on signing for a while, so that the receiver has time to change
 * to the new one.
 *
 * @param all the secrets, the newest first
 */
public record Secrets(List<Secret> all) {

	/** The number of secrets that sign at most, however often new ones are made. */
	private static final int MAX = 5;

	public Secrets {
		all = List.copyOf(all);
	}

	/**
	 * One secret.
	 *
	 * @param text the secret with its prefix
	 * @param until when it ends; absent for the newest one
	 */
	public record Secret(String text, @Nullable Instant until) {

		boolean signsAt(Instant now) {
			return until == null || until.isAfter(now);
		}

		@Override
		public String toString() {
			return "Secret[until=" + until + "]";
		}

	}

	/** A first secret. */
	public static Secrets of(String text) {
		return new Secrets(List.of(new Secret(text, null)));
	}

	/** The texts of the secrets that sign at a time, the newest first. */
	public List<String> signing(Instant now) {
		return all.stream().filter(secret -> secret.signsAt(now)).map(Secret::text).toList();
	}

	/**
	 * The secrets after a new one was made.
	 * @param until when the one before ends; those that end earlier still do
	 */
	Secrets rotated(String text, Instant now, Instant until) {
		List<Secret> rotated = new ArrayList<>();
		rotated.add(new Secret(text, null));
		all.stream()
			.filter(secret -> secret.signsAt(now))
			.map(secret -> secret.until() == null ? new Secret(secret.text(), until) : secret)
			.limit(MAX - 1L)
			.forEach(rotated::add);
		return new Secrets(rotated);
	}

}
