package dev.coupon.security.key.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NewKeyCommandTests {

	private final ByteArrayOutputStream out = new ByteArrayOutputStream();

	private final ByteArrayOutputStream err = new ByteArrayOutputStream();

	private final NewKeyCommand command = new NewKeyCommand(new Random(1), new PrintStream(out), new PrintStream(err));

	private String printed() {
		return out.toString(StandardCharsets.UTF_8);
	}

	private String complaint() {
		return err.toString(StandardCharsets.UTF_8);
	}

	@Test
	void printsTheRolesItWasAskedFor() {
		assertThat(command.run(List.of("shop-17", "redeem", "ISSUE"))).isZero();

		assertThat(printed()).contains("coupon.security.keys.shop-17.sha256=",
				"coupon.security.keys.shop-17.roles=ISSUE,REDEEM");
		assertThat(complaint()).isEmpty();
	}

	@Test
	void makesAKeyForIssuingUnlessItIsTold() {
		assertThat(command.run(List.of("app"))).isZero();

		assertThat(printed().strip()).endsWith("coupon.security.keys.app.roles=ISSUE");
	}

	@Test
	void makesNoKeyWithoutAName() {
		assertThat(command.run(List.of())).isEqualTo(2);

		assertThat(printed()).isEmpty();
		assertThat(complaint().lines()).singleElement().asString().contains("new-key NAME", "lower-case letters");
	}

	@ParameterizedTest
	@ValueSource(strings = { "Shop_17", "", "a b", "coupon.security" })
	void makesNoKeyOfABadName(String name) {
		assertThat(command.run(List.of(name))).isEqualTo(2);

		assertThat(printed()).isEmpty();
		assertThat(complaint().lines()).singleElement().asString().contains("lower-case letters");
	}

	@Test
	void makesNoKeyForARoleThatOnlyTokensHave() {
		assertThat(command.run(List.of("app", "issue", "user"))).isEqualTo(2);

		assertThat(printed()).isEmpty();
		assertThat(complaint().lines()).singleElement().asString().contains("USER is for tokens only");
	}

	@Test
	void makesNoKeyForARoleThatThereIsNot() {
		assertThat(command.run(List.of("shop", "OWNER"))).isEqualTo(2);

		assertThat(printed()).isEmpty();
		assertThat(complaint().lines()).singleElement()
			.asString()
			.contains("OWNER", "ADMIN, VIEW, ISSUE, REDEEM, MONITOR");
	}

}
