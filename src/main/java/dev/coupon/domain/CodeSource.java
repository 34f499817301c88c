package dev.coupon.domain;

import org.jspecify.annotations.Nullable;

/**
 * The source of a campaign's codes: they are drawn in a format, or they were made
 * elsewhere.
 */
public sealed interface CodeSource permits CodeFormat, CodeSource.Imported {

	/** Tells whether a code of this source is also found by its canonical form. */
	boolean isForgiving();

	/**
	 * The second name under which a code of this source is found; null if it has none.
	 */
	@Nullable String alias(String code);

	/**
	 * The source of codes that were made elsewhere and are imported. They are issued in
	 * the order in which they came. A campaign has as many coupons as there are codes,
	 * unless its maximum is lower.
	 */
	record Imported() implements CodeSource {

		@Override
		public boolean isForgiving() {
			return false;
		}

		@Override
		public @Nullable String alias(String code) {
			return null;
		}

	}

}
