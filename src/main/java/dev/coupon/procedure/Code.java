package dev.coupon.procedure;

/** The codes of errors that calls can get, named as gRPC and Connect name them. */
public enum Code {

	INVALID_ARGUMENT, UNAUTHENTICATED, PERMISSION_DENIED, NOT_FOUND, RESOURCE_EXHAUSTED, UNKNOWN, INTERNAL,
	UNIMPLEMENTED, UNAVAILABLE, DEADLINE_EXCEEDED;

	/** The code for an error that was found outside a procedure, by its HTTP status. */
	public static Code of(int status) {
		return switch (status) {
			case 401 -> UNAUTHENTICATED;
			case 403 -> PERMISSION_DENIED;
			case 404 -> UNIMPLEMENTED;
			case 405, 406, 415 -> UNKNOWN;
			case 413, 429 -> RESOURCE_EXHAUSTED;
			case 503 -> UNAVAILABLE;
			case 408, 504 -> DEADLINE_EXCEEDED;
			default -> status >= 400 && status < 500 ? INVALID_ARGUMENT : INTERNAL;
		};
	}

}
