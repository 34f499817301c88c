package dev.coupon.loadtest.verdict;

/**
 * Says that the service can't be reached, or that it doesn't answer what it was asked.
 */
public final class ServiceException extends Exception {

	private static final long serialVersionUID = 1;

	private final boolean unreachable;

	ServiceException(String message, boolean unreachable) {
		super(message);
		this.unreachable = unreachable;
	}

	/** Whether asking for something else is no use either. */
	boolean isUnreachable() {
		return unreachable;
	}

	@Override
	public String getMessage() {
		return String.valueOf(super.getMessage());
	}

}
