package dev.coupon.service.draft;

import java.util.ArrayList;
import java.util.List;

/**
 * Thrown when a request can't be carried out as it was written. Lists everything that is
 * wrong with it.
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

	/** The key, escaped for use in a JSON Pointer. */
	public static String escaped(String key) {
		return key.replace("~", "~0").replace("/", "~1");
	}

	/**
	 * One thing that is wrong with a request.
	 *
	 * @param pointer the place of the fault: a JSON Pointer (RFC 6901) into the body, or
	 * the name of the parameter or header
	 * @param detail what is wrong and how to correct it
	 */
	public record Fault(String pointer, String detail) {
	}

	/** Collects faults, so that a caller is told about all of them at once. */
	static final class Faults {

		private final List<Fault> found = new ArrayList<>();

		void add(String pointer, String detail) {
			found.add(new Fault(pointer, detail));
		}

		/** Adds a fault unless the condition holds. */
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
