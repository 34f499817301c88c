package dev.coupon.domain.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coupon.domain.Campaign;
import dev.coupon.domain.port.request.IssueRequest;
import java.util.Random;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The texts of requests keep the patterns that the API documents. */
class TextRuleTests {

	/** Characters at the borders of all rules; the last ones are halves of pairs. */
	private static final String[] CHARACTERS = { "a", "z", "A", "Z", "0", "9", ".", "_", "-", " ", "~", "!", "@", "[",
			"`", "{", "/", ":", "\u0000", "\u001f", "\n", "\u007f", "\u009f", "\u00a0", "\u00e9", "\uac00", "\u2028",
			"\ufeff", "\ud83d\ude00", "\uffff", "\ud83d", "\ude00" };

	private static void assertKept(String pattern, int maxLength, Predicate<String> rule) {
		Predicate<String> documented = Pattern.compile(pattern).asMatchPredicate();
		Random random = new Random(1);
		int allowed = 0;
		for (int i = 0; i < 100_000; i++) {
			StringBuilder text = new StringBuilder(
					"a".repeat(random.nextBoolean() ? 0 : random.nextInt(maxLength + 2)));
			for (int j = random.nextInt(4); j > 0; j--) {
				text.insert(random.nextInt(text.length() + 1), CHARACTERS[random.nextInt(CHARACTERS.length)]);
			}
			boolean isAllowed = rule.test(text.toString());
			assertThat(isAllowed).as(text.toString()).isEqualTo(documented.test(text.toString()));
			allowed += isAllowed ? 1 : 0;
		}
		assertThat(allowed).isBetween(10_000, 90_000);
	}

	@Test
	void idsOfCampaignsDo() {
		assertKept(Campaign.ID_PATTERN, 64, Campaign::isId);
	}

	@Test
	void idsOfUsersDo() {
		assertKept(IssueRequest.USER_ID_PATTERN, 128, IssueRequest::isUserId);
	}

	@Test
	void idempotencyKeysDo() {
		assertKept(IssueRequest.IDEMPOTENCY_KEY_PATTERN, 255, IssueRequest::isIdempotencyKey);
	}

	@Test
	void everySingleCharacterDoes() {
		IntStream.rangeClosed(0, Character.MAX_CODE_POINT).mapToObj(Character::toString).forEach(text -> {
			assertThat(IssueRequest.isUserId(text)).as(text).isEqualTo(text.matches("^[^\\p{Cc}\\p{Cs}]{1,128}$"));
		});
	}

}
