package dev.coupon.launcher;

import java.lang.reflect.InvocationTargetException;

/**
 * Starts the application, or says in one line that the Java is too old for it. The build
 * compiles this class for Java 17, which is the oldest one that reads the jar.
 */
public final class Launcher {

	private static final int REQUIRED = 21;

	private Launcher() {
	}

	/** Starts the application with these arguments. */
	public static void main(String[] args) throws Throwable {
		int java = Runtime.version().feature();
		if (java < REQUIRED) {
			System.err.printf("Coupon Issuance needs Java %d or newer, and this is Java %d (%s).%n", REQUIRED, java,
					System.getProperty("java.home"));
			System.exit(1);
		}
		try {
			Class.forName("dev.coupon.CouponApplication")
				.getMethod("main", String[].class)
				.invoke(null, (Object) args);
		}
		catch (InvocationTargetException e) {
			throw e.getCause();
		}
	}

}
