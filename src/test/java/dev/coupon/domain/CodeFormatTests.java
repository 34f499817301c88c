package dev.coupon.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coupon.domain.CodeFormat.Charset;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class CodeFormatTests {

	private final Random random = new Random(1);

	@Test
	void drawsWhatTheTemplateLeavesOpen() {
		CodeFormat format = CodeFormat.of(Charset.NUMERIC, "SUMMER-####-##");

		assertThat(format.draw(random)).matches("SUMMER-[0-9]{4}-[0-9]{2}");
		assertThat(format.drawnLength()).isEqualTo(6);
	}

	@ParameterizedTest
	@EnumSource
	void drawsEachCharacterOfTheCharsetEquallyOften(Charset charset) {
		int draws = 2_000;
		CodeFormat format = CodeFormat.of(charset, CodeFormat.drawn(64));

		Map<Integer, Long> counts = IntStream.range(0, draws)
			.mapToObj(i -> format.draw(random))
			.flatMap(code -> code.chars().boxed())
			.collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));

		assertThat(counts.keySet()).containsExactlyInAnyOrderElementsOf(charset.characters().chars().boxed().toList());
		double expected = 64.0 * draws / charset.characters().length();
		// Six standard deviations: with a fixed seed it holds or it doesn't, and a biased
		// draw is far off.
		assertThat(counts.values()).allMatch(count -> Math.abs(count - expected) < 6 * Math.sqrt(expected));
	}

	@Test
	void hasNoLookAlikesInSafeCodes() {
		assertThat(Charset.SAFE.characters()).hasSize(32).doesNotContain("I", "L", "O", "U");
	}

	@Test
	void drawsHangulWithoutFinalConsonants() {
		assertThat(Charset.HANGUL.characters()).hasSize(409).startsWith("가개갸").contains("히").endsWith("789");
		assertThat(CodeFormat.of(Charset.HANGUL, "##########").draw(random)).hasSize(10);
	}

	@ParameterizedTest
	@CsvSource({ "NUMERIC, 1, 3", "NUMERIC, 1000, 6", "NUMERIC, 1001, 7", "NUMERIC, 100000000, 11", "SAFE, 1, 2",
			"SAFE, 33, 4", "SAFE, 100000000, 8", "HANGUL, 100000000, 5" })
	void needsAThousandCodesForEachCoupon(Charset charset, int maxCoupons, int length) {
		assertThat(CodeFormat.of(charset, "#").lengthFor(maxCoupons)).isEqualTo(length);
		assertThat(CodeFormat.of(charset, CodeFormat.drawn(length)).hasRoomFor(maxCoupons)).isTrue();
		assertThat(CodeFormat.of(charset, CodeFormat.drawn(length - 1) + "x#").hasRoomFor(maxCoupons))
			.as("a literal adds no room")
			.isTrue();
		assertThat(length == 1 || CodeFormat.of(charset, CodeFormat.drawn(length - 1)).hasRoomFor(maxCoupons))
			.isFalse();
	}

	@ParameterizedTest
	@CsvSource({ "##, 0", "###, 1", "######, 1000", "AB-####, 10", "############, 100000000" })
	void hasRoomForOneCouponInAThousandCodes(String template, int room) {
		CodeFormat format = CodeFormat.of(Charset.NUMERIC, template);

		assertThat(format.room()).isEqualTo(room);
		assertThat(format.hasRoomFor(room)).isTrue();
		assertThat(format.hasRoomFor(room + 1)).isFalse();
	}

	@ParameterizedTest
	@CsvSource({ "o0Il1-abcU, 00111-ABCU", "7M2P, 7M2P", "가ä, 가ä" })
	void readsWhatAPersonTyped(String typed, String canonical) {
		assertThat(CodeFormat.canonical(typed)).isEqualTo(canonical);
	}

}
