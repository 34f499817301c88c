package dev.coupon.events.webhook.admin;

import dev.coupon.domain.Campaign;
import dev.coupon.domain.event.EventSelection;
import dev.coupon.domain.event.EventType;
import dev.coupon.domain.webhook.Subscription.Target;
import dev.coupon.service.draft.InvalidRequestException;
import dev.coupon.service.draft.InvalidRequestException.Fault;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The draft of a webhook, as an operator has written it: anything may be absent or wrong.
 *
 * @param url the address of the receiver
 * @param types the types of events that it gets
 * @param campaignIds the campaigns whose events it gets; absent for all
 * @param batch whether it gets several events at once; false if absent
 */
public record WebhookDraft(@Nullable String url, @Nullable List<@Nullable String> types,
		@Nullable List<@Nullable String> campaignIds, @Nullable Boolean batch) {

	/** The most campaigns that a webhook may name. */
	public static final int MAX_CAMPAIGNS = 100;

	/** The longest address of a receiver. */
	public static final int MAX_URL = 2_000;

	private static final String URL_RULE = "must be an address such as https://hooks.example/coupons, of at most "
			+ MAX_URL + " characters, without a user and without #";

	private static final int MAX_PORT = 65_535;

	private static final Pattern ID = Pattern.compile(Campaign.ID_PATTERN);

	/**
	 * The meaning of the draft.
	 * @param checkReceiver whether the receiver may be sent to: returns the fault, or
	 * null
	 * @throws InvalidRequestException with all faults
	 */
	Target target(Function<URI, @Nullable String> checkReceiver) {
		List<Fault> faults = new ArrayList<>(0);
		URI receiver = receiver(faults);
		List<String> wanted = texts("types", types, EventType.ALL::contains, faults);
		List<String> campaigns = texts("campaignIds", campaignIds, ID.asMatchPredicate(), faults);
		if (types == null || types.isEmpty()) {
			faults.add(new Fault("/types", "must name at least one of " + String.join(", ", EventType.ALL)));
		}
		if (campaignIds != null && (campaignIds.isEmpty() || campaignIds.size() > MAX_CAMPAIGNS)) {
			faults.add(new Fault("/campaignIds", "must name 1 to " + MAX_CAMPAIGNS + " campaigns; absent for all"));
		}
		String fault = receiver == null ? null : checkReceiver.apply(receiver);
		if (fault != null) {
			faults.add(new Fault("/url", fault));
		}
		if (!faults.isEmpty()) {
			throw new InvalidRequestException(faults);
		}
		return new Target(Objects.requireNonNull(receiver).toString(),
				new EventSelection(new HashSet<>(wanted), new HashSet<>(campaigns)), Boolean.TRUE.equals(batch));
	}

	private @Nullable URI receiver(List<Fault> faults) {
		URI receiver = url == null || url.length() > MAX_URL ? null : parsed(url);
		if (receiver == null) {
			faults.add(new Fault("/url", url == null ? "is required" : URL_RULE));
		}
		return receiver;
	}

	private static @Nullable URI parsed(String text) {
		try {
			URI uri = new URI(text);
			String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
			boolean good = (scheme.equals("https") || scheme.equals("http")) && uri.getHost() != null
					&& uri.getRawUserInfo() == null && uri.getRawFragment() == null && uri.getPort() != 0
					&& uri.getPort() <= MAX_PORT && uri.toASCIIString().equals(text);
			return good ? uri : null;
		}
		catch (URISyntaxException e) {
			return null;
		}
	}

	private static List<String> texts(String name, @Nullable List<@Nullable String> texts, Predicate<String> isGood,
			List<Fault> faults) {
		List<String> good = new ArrayList<>();
		List<@Nullable String> given = texts == null ? List.of() : texts;
		for (int i = 0; i < given.size(); i++) {
			String text = given.get(i);
			if (text != null && isGood.test(text)) {
				good.add(text);
			}
			else if (faults.size() < MAX_CAMPAIGNS) {
				faults.add(new Fault("/" + name + "/" + i, name.equals("types")
						? "must be one of " + String.join(", ", EventType.ALL) : Campaign.ID_RULE));
			}
		}
		return good;
	}

}
