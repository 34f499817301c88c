package dev.coupon.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coupon.CouponApplication;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@ExtendWith(OutputCaptureExtension.class)
class ConnectSettingsTests {

	@Test
	void saysThatTheNumberOfCodesIsBad(CapturedOutput output) {
		assertThatThrownBy(() -> SpringApplication.run(CouponApplication.class, "--coupon.connect.max-codes=-1"))
			.isInstanceOf(Exception.class);

		assertThat(output.getAll().lines().filter(line -> line.contains(" ERROR "))).singleElement()
			.asString()
			.contains("can't start", "coupon.connect.maxCodes", "-1");
	}

}
