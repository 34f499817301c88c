package dev.coupon.store.model;

import dev.coupon.domain.Campaign;
import dev.coupon.domain.Campaign.Period;
import dev.coupon.domain.CodeFormat;
import dev.coupon.domain.CodeFormat.Charset;
import dev.coupon.domain.CodeSource;
import dev.coupon.domain.Expiry;
import dev.coupon.domain.log.Act;
import dev.coupon.domain.port.request.RequestKey;
import dev.coupon.domain.rhythm.OpeningHours;
import dev.coupon.domain.rhythm.OpeningHours.Window;
import dev.coupon.domain.rhythm.Quota;
import dev.coupon.domain.rhythm.Quota.Per;
import dev.coupon.domain.rhythm.Rhythm;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Random choices from a world so small that everything meets everything soon. */
final class RandomCampaigns {

	/** With room for 10 coupons of all campaigns together. */
	static final List<CodeFormat> FOUR_DIGITS = List.of(CodeFormat.of(Charset.NUMERIC, "####"),
			CodeFormat.of(Charset.NUMERIC, "#-###"));

	/**
	 * So short, and so much alike, that codes collide; one has only two. The last ones
	 * don't, but are shared.
	 */
	private static final List<CodeSource> FORMATS = List.of(new CodeSource.Imported(), new CodeSource.Imported(),
			new CodeSource.Imported(), CodeFormat.of(Charset.SAFE, "lo-#"), CodeFormat.of(Charset.SAFE, "10-#"),
			CodeFormat.of(Charset.NUMERIC, "10-#"), CodeFormat.of(Charset.ALPHANUMERIC, "Lo-#"),
			new CodeFormat(null, "a0", "LO-#"), CodeFormat.of(Charset.SAFE, "lo#"),
			CodeFormat.of(Charset.NUMERIC, "10#"), FOUR_DIGITS.getFirst(), FOUR_DIGITS.getLast());

	private final Random random;

	RandomCampaigns(Random random) {
		this.random = random;
	}

	/** One of these. */
	@SafeVarargs
	final <T> T of(T... choices) {
		return choices[random.nextInt(choices.length)];
	}

	/** One of these or, as often as each, null. */
	@SafeVarargs
	final <T> @Nullable T orNone(T... choices) {
		int choice = random.nextInt(choices.length + 1);
		return choice == choices.length ? null : choices[choice];
	}

	int upTo(int most) {
		return 1 + random.nextInt(most);
	}

	boolean onceIn(int times) {
		return random.nextInt(times) == 0;
	}

	/** A key of one of two owners. */
	@Nullable RequestKey key(String... texts) {
		String text = orNone(texts);
		return text == null ? null : new RequestKey(of("", "owner"), text);
	}

	String id() {
		return of("a", "b", "c");
	}

	/** A whole number of half seconds, so that borders are met exactly. */
	Duration halfSeconds(int least, int most) {
		return Duration.ofMillis(500L * random.nextInt(least, most + 1));
	}

	/** A campaign around this second. */
	Campaign campaign(Instant instant) {
		Instant now = instant.truncatedTo(ChronoUnit.SECONDS);
		return new Campaign(id(), orNone("name"), period(now), upTo(5), orNone(1, 2), ZoneOffset.UTC,
				FORMATS.get(random.nextInt(FORMATS.size())), expiry(now), null, rhythm(),
				Map.of("note", of("one", "two")), onceIn(8));
	}

	private Period period(Instant now) {
		Instant start = now.plus(halfSeconds(-4, 3));
		return new Period(start, start.plus(halfSeconds(1, 30)));
	}

	private Expiry expiry(Instant now) {
		return of(new Expiry.WithCampaign(), new Expiry.At(now.plus(halfSeconds(-2, 30))),
				new Expiry.After(halfSeconds(1, 20)));
	}

	/** The campaign with one or none of its settings changed. */
	Campaign changed(Campaign old, Instant now) {
		Campaign other = campaign(now);
		Period longer = new Period(old.period().startsAt(), old.period().endsAt().plus(halfSeconds(0, 4)));
		int change = random.nextInt(10);
		return new Campaign(old.id(), change == 0 ? other.name() : old.name(),
				change == 1 ? other.period() : change == 2 ? longer : old.period(),
				change == 3 ? other.maxCoupons() : old.maxCoupons(),
				change == 4 ? other.perUserLimit() : old.perUserLimit(), old.timeZone(), old.codeSource(),
				change == 5 ? other.expiry() : old.expiry(), change == 7 ? extension(now) : old.couponsExtendedTo(),
				change == 8 || change == 9 ? rhythm() : old.rhythm(), change == 6 ? other.metadata() : old.metadata(),
				other.paused());
	}

	/** Open before or after the midnight around which all happens, or at both times. */
	private Rhythm rhythm() {
		Window before = new Window(EnumSet.of(DayOfWeek.WEDNESDAY), 1_380, of(0, 1, 1_440));
		Window after = new Window(EnumSet.of(DayOfWeek.THURSDAY), 0, 2);
		OpeningHours hours = of(OpeningHours.ALWAYS, OpeningHours.ALWAYS, new OpeningHours(List.of(before)),
				new OpeningHours(List.of(after)), new OpeningHours(List.of(after, before)));
		Integer perUser = orNone(1, 2);
		Integer all = perUser == null ? Integer.valueOf(upTo(3)) : orNone(1, 2, 3);
		return new Rhythm(hours, onceIn(2) ? null : new Quota(of(Per.values()), all, perUser));
	}

	private @Nullable Instant extension(Instant now) {
		return onceIn(5) ? null : now.truncatedTo(ChronoUnit.SECONDS).plus(halfSeconds(0, 30));
	}

	/** Who does something, and why. */
	Act act() {
		return new Act(orNone("shop-1", "shop-2"), "192.0.2.1", orNone("a reason"));
	}

	/** One of the latest few, and now and then one that never was in the list. */
	String recent(List<String> list) {
		return list.isEmpty() || onceIn(20) ? "none" : list.get(list.size() - upTo(Math.min(list.size(), 6)));
	}

	/** A code to import, which somebody else may have. */
	String imported(String recent) {
		return onceIn(3) ? recent : of("10-", "lo-", "Lo-", "LO-", "10", "lo", "L0-") + of("0", "7", "A", "a", "-");
	}

	/** A code as somebody may have typed it. */
	String typed(String code) {
		return switch (random.nextInt(10)) {
			case 0 -> code.toLowerCase(Locale.ROOT);
			case 1 -> code.toUpperCase(Locale.ROOT);
			case 2 -> code.replace('0', 'o').replace('1', 'L');
			case 3 -> code.replace('0', 'O').replace('1', 'i').replace('l', '1');
			case 4 -> typed(code) + "\n";
			case 5 -> typed(code).replace('-', of(' ', '\u2013'));
			case 6 -> code.length() < 3 ? code : typed(code.substring(0, 2) + of("-", " ") + code.substring(2));
			case 7 -> typed(code).replace('0', '\uff10').replace('O', '\uff2f');
			default -> code;
		};
	}

}
