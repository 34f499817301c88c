package dev.coupon.service;

import java.util.ArrayList;
import java.util.List;

/**
 * A request that can't be carried out as it was written, with everything that is wrong
 * with it.
 */
public final class InvalidRequestException extends RuntimeException {

	private final transient List<Fault> faults;

	public InvalidRequestException(List<Fault> faults) {
		super(faults.toString());
		this.faults = List.copyOf(faults);
	}

	public List<Fault> faults() {
		return faults;
	}

	/** A key as a part of a JSON Pointer. */
	public static String escaped(String key) {
		return key.replace("~", "~0").replace("/", "~1");
	}

	/**
	 * One thing that is wrong.
	 *
	 * @param pointer where, as a JSON Pointer (RFC 6901) into the body, or as the name of
	 * the parameter or header
	 * @param detail what is wrong and how to mend it
	 */
	public record Fault(String pointer, String detail) {
	}

	/** Gathers faults, so that a caller hears of all at once. */
	static final class Faults {

		private final List<Fault> found = new ArrayList<>();

		void add(String pointer, String detail) {
			found.add(new Fault(pointer, detail));
		}

		/** Notes a fault unless the condition holds. */
		void check(boolean condition, String pointer, String detail) {
			if (!condition) {
				add(pointer, detail);
			}
		}

		int count() {
			return found.size();
		}

		void throwIfAny() {
			if (!found.isEmpty()) {
				throw new InvalidRequestException(found);
			}
		}

	}

}
