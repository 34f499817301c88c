package dev.coupon.start.settings;

/** The failure of a start because of a setting that can't be used. */
final class UnusableSettingException extends RuntimeException {

	private final String remedy;

	/**
	 * Makes the exception from two sentences.
	 * @param message names the setting and says what is wrong with it
	 * @param remedy says how to mend it
	 */
	UnusableSettingException(String message, String remedy) {
		super(message);
		this.remedy = remedy;
	}

	/** The message, which is never absent. */
	@Override
	public String getMessage() {
		return String.valueOf(super.getMessage());
	}

	/** The sentence that says how to mend the setting. */
	String remedy() {
		return remedy;
	}

}
