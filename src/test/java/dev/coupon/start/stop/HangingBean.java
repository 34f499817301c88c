package dev.coupon.start.stop;

import java.time.Duration;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.core.env.Environment;

/**
 * Hangs during the step of a service that the property {@code hang} names: {@code start}
 * or {@code stop}.
 */
final class HangingBean implements InitializingBean, DisposableBean {

	/** Printed before it hangs. */
	static final String HANGS = "The bean hangs now";

	private final Environment environment;

	HangingBean(Environment environment) {
		this.environment = environment;
	}

	@Override
	public void afterPropertiesSet() throws InterruptedException {
		hangDuring("start");
	}

	@Override
	public void destroy() throws InterruptedException {
		hangDuring("stop");
	}

	/**
	 * Sleeps, because Spring doesn't wait for a start that itself waits without a limit.
	 */
	private void hangDuring(String step) throws InterruptedException {
		if (step.equals(environment.getProperty("hang"))) {
			System.out.println(HANGS);
			Thread.sleep(Duration.ofDays(1));
		}
	}

}
