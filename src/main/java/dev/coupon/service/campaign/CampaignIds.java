package dev.coupon.service.campaign;

import dev.coupon.domain.CodeFormat;
import dev.coupon.domain.CodeFormat.Charset;
import dev.coupon.domain.port.request.RequestKey;
import java.util.Locale;
import java.util.random.RandomGenerator;
import org.apache.commons.codec.digest.DigestUtils;

/** Ids for campaigns whose operators name none. */
public final class CampaignIds {

	private static final CodeFormat DRAWN = CodeFormat.of(Charset.SAFE, CodeFormat.drawn(12));

	private CampaignIds() {
	}

	/** An id at random. */
	public static String draw(RandomGenerator random) {
		return DRAWN.draw(random).toLowerCase(Locale.ROOT);
	}

	/**
	 * The id of the campaign that is created with a key: five bits of each of the first
	 * 16 bytes of its SHA-256, in Crockford's Base32.
	 */
	public static String of(RequestKey key) {
		byte[] hash = DigestUtils.sha256(key.unique());
		StringBuilder id = new StringBuilder();
		for (int i = 0; i < 16; i++) {
			id.append(Charset.SAFE.characters().charAt(hash[i] & 31));
		}
		return id.toString().toLowerCase(Locale.ROOT);
	}

}
