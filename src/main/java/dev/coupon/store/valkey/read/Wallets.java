package dev.coupon.store.valkey.read;

import dev.coupon.domain.Coupon;
import dev.coupon.domain.Wallet;
import dev.coupon.domain.port.CampaignRepository.Page;
import dev.coupon.store.valkey.layout.shared.Shared;
import dev.coupon.store.valkey.node.Command;
import dev.coupon.store.valkey.read.CampaignReader.Found;
import dev.coupon.store.valkey.server.Server;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The coupons of users in all campaigns. */
public final class Wallets {

	private final Server server;

	private final CampaignReader campaigns;

	private final Reading reading;

	public Wallets(Server server, CampaignReader campaigns, Reading reading) {
		this.server = server;
		this.campaigns = campaigns;
		this.reading = reading;
	}

	/** The coupons of a user; see the port. */
	public Page<Coupon, Wallet.Position> page(Wallet wallet, Wallet.@Nullable Position after, int limit) {
		List<Coupon> coupons = new ArrayList<>();
		for (String campaignId : wallet.campaignId() == null ? campaigns(wallet.userId())
				: List.of(wallet.campaignId())) {
			coupons.addAll(coupons(campaignId, wallet.userId()));
		}
		List<Coupon> andOneMore = coupons.stream()
			.filter(coupon -> after == null || Wallet.Position.of(coupon).compareTo(after) > 0)
			.sorted(Comparator.comparing(Wallet.Position::of))
			.limit(limit + 1L)
			.toList();
		List<Coupon> page = andOneMore.stream().limit(limit).toList();
		return new Page<>(page.stream().filter(wallet::wants).toList(),
				andOneMore.size() <= limit ? null : Wallet.Position.of(page.getLast()));
	}

	/** The campaigns in which a user may have coupons. */
	private List<String> campaigns(String userId) {
		String beginning = userId + "\t";
		return server.read(List.of(Command.of("HKEYS", Shared.wallets(userId))))
			.present(0)
			.stream()
			.filter(field -> field.startsWith(beginning))
			.map(field -> field.substring(beginning.length()))
			.toList();
	}

	private List<Coupon> coupons(String campaignId, String userId) {
		List<Integer> numbers = reading.ofUser(campaignId, userId);
		if (numbers.isEmpty()) {
			return List.of();
		}
		Found found = campaigns.read(campaignId, keys -> Coupons.read(keys, numbers));
		return found == null || found.head().deleted() ? List.of()
				: Coupons.all(found.head(), numbers, found.data())
					.stream()
					.filter(coupon -> userId.equals(coupon.userId()))
					.toList();
	}

}
