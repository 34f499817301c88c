package dev.coupon.domain.decision;

import dev.coupon.domain.CodeFormat;
import dev.coupon.domain.Refusal;
import dev.coupon.domain.code.CodeSpelling;
import dev.coupon.domain.port.Outcome;
import dev.coupon.domain.port.Outcome.Done;
import dev.coupon.domain.port.Outcome.Refused;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The decision which coupon is meant by a code that a person may have typed or pasted. A
 * code that exists exactly as it was typed always wins. Otherwise these readings of the
 * text are tried one after the other, and the first one that leads to a coupon counts:
 * <ol>
 * <li>the {@linkplain CodeSpelling#clean clean} text;
 * <li>the {@linkplain CodeSpelling#folded folded} text;
 * <li>their {@linkplain CodeFormat#canonical canonical forms}, for forgiving codes;
 * <li>all of these, with each run of blanks and hyphens in the text taken for nothing,
 * for one hyphen of the code, or for as many hyphens as it has. If several coupons fit,
 * the code is ambiguous.
 * </ol>
 */
public final class TypedCode {

	private TypedCode() {
	}

	/**
	 * The names under which a store finds coupons: codes, and canonical forms of
	 * forgiving codes. A name leads to one coupon at most.
	 *
	 * @param <T> a coupon as the store has it
	 */
	public interface Names<T> {

		/** The coupon with this name; null if there is none. */
		@Nullable T find(String name);

		/** Tells whether a coupon is also found by its canonical form. */
		boolean isForgiving(T coupon);

		/** The names among the given ones that may lead to a coupon. */
		default Set<String> among(Set<String> names) {
			return names;
		}

	}

	/**
	 * A reading of the text.
	 *
	 * @param names the names that it may stand for
	 * @param forgiven the names that it may stand for if their coupons are forgiving
	 */
	private record Reading(Set<String> names, Set<String> forgiven) {

		static Reading of(String name) {
			return new Reading(Set.of(name), Set.of());
		}

		static Reading forgiving(String name) {
			return new Reading(Set.of(), Set.of(CodeFormat.canonical(name)));
		}

		/** The coupons among those with a known name for which the text may stand. */
		<T> Set<T> coupons(Set<String> known, Names<T> all) {
			Set<T> coupons = new LinkedHashSet<>();
			for (String name : known) {
				boolean isName = names.contains(name);
				T coupon = isName || forgiven.contains(name) ? all.find(name) : null;
				if (coupon != null && (isName || all.isForgiving(coupon))) {
					coupons.add(coupon);
				}
			}
			return coupons;
		}

	}

	/**
	 * Finds the coupon that is meant.
	 * @return done, or refused as {@link Refusal#COUPON_NOT_FOUND} or
	 * {@link Refusal#AMBIGUOUS_CODE}
	 */
	public static <T> Outcome<T> find(String typed, Names<T> names) {
		T exact = names.find(typed);
		if (exact != null) {
			return new Done<>(exact);
		}
		List<Reading> readings = readings(typed);
		Set<String> wanted = new LinkedHashSet<>();
		for (Reading reading : readings) {
			wanted.addAll(reading.names);
			wanted.addAll(reading.forgiven);
		}
		wanted.removeIf(name -> name.equals(typed) || name.isEmpty() || name.length() > CodeSpelling.MAX_LENGTH);
		Set<String> known = wanted.isEmpty() ? wanted : names.among(wanted);
		for (Reading reading : readings) {
			Set<T> meant = reading.coupons(known, names);
			if (!meant.isEmpty()) {
				return meant.size() == 1 ? new Done<>(meant.iterator().next()) : new Refused<>(Refusal.AMBIGUOUS_CODE);
			}
		}
		return new Refused<>(Refusal.COUPON_NOT_FOUND);
	}

	private static List<Reading> readings(String typed) {
		String clean = CodeSpelling.clean(typed);
		String folded = CodeSpelling.folded(typed);
		Set<String> names = new LinkedHashSet<>(CodeSpelling.withSeparators(clean));
		names.addAll(CodeSpelling.withSeparators(folded));
		Set<String> forgiven = new LinkedHashSet<>();
		names.forEach(name -> forgiven.add(CodeFormat.canonical(name)));
		return List.of(Reading.of(clean), Reading.of(folded), Reading.forgiving(typed), Reading.forgiving(clean),
				Reading.forgiving(folded), new Reading(names, forgiven));
	}

}
