package dev.coupon.store.valkey.read;

import dev.coupon.domain.Campaign;
import dev.coupon.domain.Coupon;
import dev.coupon.domain.decision.TypedCode;
import dev.coupon.domain.port.Outcome;
import dev.coupon.store.valkey.layout.CampaignHead;
import dev.coupon.store.valkey.layout.shared.CodePlace;
import dev.coupon.store.valkey.read.CampaignReader.Found;
import dev.coupon.store.valkey.server.Server;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds coupons by their codes. */
public final class CodeReader {

	private final Server server;

	private final CampaignReader campaigns;

	public CodeReader(Server server, CampaignReader campaigns) {
		this.server = server;
		this.campaigns = campaigns;
	}

	/** Finds the coupon that is meant by a code as a person may have typed it. */
	public Outcome<Coupon> find(String typed) {
		return TypedCode.find(typed, new Names()).map(Named::coupon);
	}

	/** A coupon, and whether it is also found by its canonical form. */
	private record Named(Coupon coupon, boolean isForgiving) {
	}

	/** The names of codes, as far as they lead to coupons. */
	private final class Names implements TypedCode.Names<Named> {

		/** The places that were read together, by the names. */
		private final Map<String, String> places = new HashMap<>();

		@Override
		public @Nullable Named find(String name) {
			String known = places.get(name);
			String place = known == null
					? (String) server.sendUnconfirmed(List.of(CodePlace.find(CodePlace.field(name)))).getFirst()
					: known;
			return place == null ? null : named(name, CodePlace.read(place));
		}

		@Override
		public boolean isForgiving(Named coupon) {
			return coupon.isForgiving;
		}

		@Override
		public Set<String> among(Set<String> names) {
			List<String> order = List.copyOf(names);
			List<@Nullable Object> found = server
				.sendUnconfirmed(order.stream().map(name -> CodePlace.find(CodePlace.field(name))).toList());
			Set<String> among = new LinkedHashSet<>();
			for (int i = 0; i < order.size(); i++) {
				if (found.get(i) instanceof String place) {
					places.put(order.get(i), place);
					among.add(order.get(i));
				}
			}
			return among;
		}

	}

	/** The coupon at a place, if it has this name and can be found. */
	private @Nullable Named named(String name, CodePlace place) {
		Found found = campaigns.read(place.campaignId(), keys -> Coupons.read(keys, List.of(place.sequence())));
		if (found == null || found.head().deleted()) {
			return null;
		}
		CampaignHead head = found.head();
		Coupon coupon = Coupons.coupon(head, place.sequence(), found.data().text(0), found.data().text(1));
		return coupon == null || !isNameOf(name, coupon, head.campaign()) ? null
				: new Named(coupon, head.campaign().codeSource().isForgiving());
	}

	private static boolean isNameOf(String name, Coupon coupon, Campaign campaign) {
		return coupon.code().equals(name) || name.equals(campaign.codeSource().alias(coupon.code()));
	}

}
