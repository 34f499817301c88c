package dev.coupon.store.valkey.change.stock;

import dev.coupon.domain.Campaign;
import dev.coupon.store.valkey.change.Tools;
import dev.coupon.store.valkey.layout.CampaignKeys;
import dev.coupon.store.valkey.layout.CouponText;
import dev.coupon.store.valkey.layout.shared.CodePlace;
import dev.coupon.store.valkey.layout.shared.Shared;
import dev.coupon.store.valkey.node.Command;
import dev.coupon.store.valkey.read.CampaignReader.Found;
import dev.coupon.store.valkey.server.Reply;
import dev.coupon.store.valkey.server.Scripts;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Gives codes free that were reserved for coupons that don't exist, a part of them at a
 * time. They are left over when the service ends between the reservation and the issue.
 */
public final class Sweep {

	private final Tools tools;

	private final Duration age;

	/**
	 * @param age how long ago a code must have been reserved
	 */
	public Sweep(Tools tools, Duration age) {
		this.tools = tools;
		this.age = age;
	}

	/** A code, and what is kept under it. */
	private record Kept(String name, String value) {
	}

	/** Looks at buckets of codes, and returns how many codes were given free. */
	public int sweep(IntStream buckets) {
		List<Reply> replies = tools.server()
			.readAll(buckets.mapToObj(bucket -> List.of(Command.of("HGETALL", Shared.codes(bucket)))).toList());
		List<Kept> old = new ArrayList<>();
		for (Reply reply : replies) {
			Instant before = reply.now().minus(age);
			reply.fields(0).forEach((name, value) -> {
				if (CodePlace.read(value).since().isBefore(before)) {
					old.add(new Kept(name, value));
				}
			});
		}
		return (int) old.stream().filter(this::isGivenFree).count();
	}

	/**
	 * Gives a code free if it is nobody's. Before that, the version of its campaign is
	 * changed, so that nobody who has reserved it issues it any more.
	 */
	private boolean isGivenFree(Kept kept) {
		CodePlace place = CodePlace.read(kept.value);
		Found found = tools.campaigns()
			.read(place.campaignId(), keys -> List.of(at(keys.coupons(place.sequence()), place),
					at(keys.stock(place.sequence()), place)));
		if (isTakenIn(place, found != null)) {
			return false;
		}
		if (found != null) {
			if (isUsed(kept.name, place, found) || tools.overtake(found.head()) == null) {
				return false;
			}
		}
		return Long.valueOf(1)
			.equals(tools.server().send(List.of(Scripts.delete(CodePlace.field(kept.name), kept.value))).getFirst());
	}

	/**
	 * Tells whether the campaign of a code is being taken in from another store, or was
	 * just now.
	 * @param present whether there is a campaign with its id already
	 */
	private boolean isTakenIn(CodePlace place, boolean present) {
		Reply reply = tools.server()
			.read(List.of(Command.of("EXISTS", CampaignKeys.head(place.campaignId())),
					Command.of("HGET", CampaignKeys.arrival(place.campaignId()), CodePlace.SINCE)));
		return (!present && reply.number(0) > 0) || place.sinceText().equals(reply.text(1));
	}

	private static Command at(String key, CodePlace place) {
		return Command.of("LINDEX", key, Integer.toString(CampaignKeys.index(place.sequence())));
	}

	/** Tells whether a name is that of the coupon at its place, or of the code there. */
	private static boolean isUsed(String name, CodePlace place, Found found) {
		Campaign campaign = found.head().campaign();
		@Nullable String coupon = found.data().text(0);
		if (coupon == null) {
			return place.sequence() > found.head().state().issued() && name.equals(found.data().text(1));
		}
		String code = CouponText.read(coupon).code();
		return name.equals(code) || name.equals(campaign.codeSource().alias(code));
	}

}
