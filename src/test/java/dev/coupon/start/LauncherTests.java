package dev.coupon.start;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coupon.launcher.Launcher;
import java.io.DataInputStream;
import java.io.IOException;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class LauncherTests {

	/** Else an older Java couldn't even say that it is too old. */
	@Test
	void isReadByJava17() throws IOException {
		try (DataInputStream type = new DataInputStream(
				Objects.requireNonNull(Launcher.class.getResourceAsStream("Launcher.class")))) {
			assertThat(type.readInt()).isEqualTo(0xCAFEBABE);
			type.readUnsignedShort();

			assertThat(type.readUnsignedShort() - 44).isEqualTo(17);
		}
	}

}
