package dev.coupon.domain.port.move;

/** Thrown when a campaign can't be moved. Nothing has changed then. */
public final class UnmovableException extends RuntimeException {

	/**
	 * @param reason why not, and what can be done about it, in whole sentences
	 */
	public UnmovableException(String reason) {
		super(reason);
	}

}
