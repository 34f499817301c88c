package dev.coupon.events.webhook.http;

import java.net.UnknownHostException;

/** Thrown for a receiver to which nothing may be sent. */
public final class ForbiddenReceiverException extends UnknownHostException {

	ForbiddenReceiverException(String message) {
		super(message);
	}

}
