package dev.coupon.kill;

import java.util.Set;

/**
 * What a client knows of its request.
 *
 * @param detail of what is done, the code of the coupon; else why it is not known to be
 */
record Answer(Kind kind, String detail) {

	/** Asked, and not answered yet. */
	static final Answer NONE = new Answer(Kind.UNKNOWN, "asked");

	private static final Set<String> FINAL_REFUSALS = Set.of("campaign-exhausted", "user-limit-reached",
			"already-redeemed");

	/** What an answer promises. */
	enum Kind {

		/** It is done, now or before. */
		DONE,
		/** It isn't done, and won't be if it is asked again. */
		REFUSED,
		/** It isn't done. */
		NOT_DONE,
		/** There is no telling. */
		UNKNOWN,
		/** Not an answer that the service may give. */
		WRONG

	}

	/**
	 * @param code of a coupon or a problem
	 */
	static Answer of(int status, String code) {
		if (status == 200 || status == 201) {
			return new Answer(Kind.DONE, code);
		}
		if (status == 503) {
			return new Answer(code.equals("overloaded") ? Kind.NOT_DONE : Kind.UNKNOWN, code);
		}
		return new Answer(FINAL_REFUSALS.contains(code) ? Kind.REFUSED : Kind.WRONG, code);
	}

	boolean is(Kind other) {
		return kind == other;
	}

	/** Whether there is no need to ask again. */
	boolean isClear() {
		return kind != Kind.UNKNOWN && kind != Kind.NOT_DONE;
	}

}
