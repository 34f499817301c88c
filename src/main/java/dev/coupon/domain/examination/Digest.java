package dev.coupon.domain.examination;

import dev.coupon.domain.examination.Facts.Issued;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * The SHA-256 over the coupons of a campaign. Each coupon is a line with its number,
 * code, user and time of issue, in UTF-8. The cells are separated and quoted as RFC 4180
 * says, only where they must be. The time is in UTC with three decimals. A line feed ends
 * each line.
 */
final class Digest {

	private static final DateTimeFormatter MILLISECONDS = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'")
		.withZone(ZoneOffset.UTC);

	private final MessageDigest sha256;

	Digest() {
		try {
			this.sha256 = MessageDigest.getInstance("SHA-256");
		}
		catch (NoSuchAlgorithmException e) {
			throw new IllegalStateException(e);
		}
	}

	void add(Issued coupon) {
		sha256.update(line(coupon).getBytes(StandardCharsets.UTF_8));
	}

	/** The line of a coupon. */
	static String line(Issued coupon) {
		return coupon.sequence() + "," + cell(coupon.code()) + "," + cell(coupon.userId()) + ","
				+ MILLISECONDS.format(coupon.issuedAt()) + "\n";
	}

	private static String cell(@Nullable String text) {
		if (text == null) {
			return "";
		}
		boolean plain = text.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
		return plain ? text : '"' + text.replace("\"", "\"\"") + '"';
	}

	/** The SHA-256 in hexadecimal digits. No coupon can be added afterwards. */
	String text() {
		return HexFormat.of().formatHex(sha256.digest());
	}

}
