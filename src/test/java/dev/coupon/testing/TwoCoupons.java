package dev.coupon.testing;

import java.util.HashMap;
import java.util.Map;

/**
 * Two coupons whose codes differ only in their hyphens, and a text in which each hyphen
 * is a blank, so that nobody can tell which coupon it means.
 */
public record TwoCoupons(String one, String other, String between) {

	/** Issues coupons with hyphens at all places until two have the same digits. */
	public static TwoCoupons issued(Api api) {
		while (true) {
			String start = Api.newId().replace("-", "");
			Map<String, String> byDigits = new HashMap<>();
			for (int hyphens = 0; hyphens < 32; hyphens++) {
				String format = ", \"codeFormat\": {\"charset\": \"NUMERIC\", \"pattern\": \"%s\"}"
					.formatted(start + hyphenated("xy###", hyphens));
				String code = api.issue(api.create(1, format));
				String digits = code.replace("-", "").substring(start.length() + 2);
				String other = byDigits.put(digits, code);
				if (other != null) {
					return new TwoCoupons(code, other, start + " x y " + String.join(" ", digits.split("")));
				}
			}
		}
	}

	/** The text with a hyphen before each character whose bit is set. */
	private static String hyphenated(String text, int bits) {
		StringBuilder hyphenated = new StringBuilder();
		for (int i = 0; i < text.length(); i++) {
			hyphenated.append((bits >> i & 1) == 1 ? "-" : "").append(text.charAt(i));
		}
		return hyphenated.toString();
	}

	/** The path of the text that may mean either. */
	public String path() {
		return "/api/v1/coupons/" + between.replace(" ", "%20");
	}

}
