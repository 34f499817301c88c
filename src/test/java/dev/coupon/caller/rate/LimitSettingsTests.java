package dev.coupon.caller.rate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LimitSettingsTests {

	private static final Rate NONE = Rate.valueOf("0");

	private static Rate ofAllCustomers(String ofOne, @Nullable String ofAll) {
		return new LimitSettings(Rate.valueOf(ofOne), ofAll == null ? null : Rate.valueOf(ofAll), NONE, NONE, NONE,
				false)
			.failedLookUpsOfAllCustomers();
	}

	@Test
	void allowsAllCustomersOfAKeyTenTimesAsManyGuessesAsOneUnlessSaidOtherwise() {
		assertThat(ofAllCustomers("100/1m", null)).isEqualTo(new Rate(1_000, Duration.ofMinutes(1)));
		assertThat(ofAllCustomers("100/1m", "5/1s")).isEqualTo(new Rate(5, Duration.ofSeconds(1)));
		assertThat(ofAllCustomers("100/1m", "0").isLimit()).isFalse();
		assertThat(ofAllCustomers("1000000000/1m", null).count()).isEqualTo(1_000_000_000);
	}

	@Test
	void limitsNobodyWhereTheLimitIsTurnedOff() {
		assertThat(ofAllCustomers("0", null).isLimit()).isFalse();
	}

	@Test
	void wantsAUnitForTheTimeOfARate() {
		assertThatThrownBy(() -> Rate.valueOf("100/60")).hasMessageContaining("such as 100/1m");
	}

}
