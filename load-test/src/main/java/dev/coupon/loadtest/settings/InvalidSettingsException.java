package dev.coupon.loadtest.settings;

import java.util.List;

/** Says that a run can't begin, for one or more faults of its settings. */
public final class InvalidSettingsException extends RuntimeException {

	private static final long serialVersionUID = 1;

	InvalidSettingsException(List<String> faults) {
		super(String.join("; ", faults));
	}

}
