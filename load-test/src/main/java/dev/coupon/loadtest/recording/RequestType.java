package dev.coupon.loadtest.recording;

import java.util.Locale;

/** What a request is for. */
public enum RequestType {

	/** Creates a campaign. */
	CREATE,

	/** Asks for a coupon. */
	ISSUE,

	/** Gets a campaign with its counts. */
	GET;

	/** How the type is called in reports. */
	public String label() {
		return name().toLowerCase(Locale.ROOT);
	}

}
