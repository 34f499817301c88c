package dev.coupon.store.valkey.read;

import dev.coupon.domain.Coupon;
import dev.coupon.domain.Wallet;
import dev.coupon.domain.port.CampaignRepository.Page;
import dev.coupon.store.valkey.layout.CampaignHead;
import dev.coupon.store.valkey.layout.CampaignKeys;
import dev.coupon.store.valkey.layout.CouponText;
import dev.coupon.store.valkey.layout.Life;
import dev.coupon.store.valkey.layout.UserCoupons;
import dev.coupon.store.valkey.layout.shared.Shared;
import dev.coupon.store.valkey.node.Command;
import dev.coupon.store.valkey.server.Reply;
import dev.coupon.store.valkey.server.Server;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The coupons of users in all campaigns. To find those of a page, the texts of all
 * coupons of the user are read, those of many campaigns at once. The lives of coupons are
 * read for those of the page only.
 */
public final class Wallets {

	private static final int AT_ONCE = 500;

	private final Server server;

	private final CampaignReader campaigns;

	public Wallets(Server server, CampaignReader campaigns) {
		this.server = server;
		this.campaigns = campaigns;
	}

	/** Some of a user's coupons of a campaign, by their numbers. */
	private record Some(CampaignHead head, List<Integer> sequences) {

		private Stream<Some> parts() {
			return Stream.iterate(0, from -> from < sequences.size(), from -> from + AT_ONCE)
				.map(from -> new Some(head, sequences.subList(from, Math.min(sequences.size(), from + AT_ONCE))));
		}

		private List<Command> texts() {
			return sequences.stream()
				.map(sequence -> Command.of("LINDEX", head.keys().coupons(sequence),
						Integer.toString(CampaignKeys.index(sequence))))
				.toList();
		}

		private Stream<Issued> of(String userId, Reply reply) {
			List<Issued> issued = new ArrayList<>();
			for (int i = 0; i < sequences.size(); i++) {
				String text = reply.text(i);
				if (text != null && userId.equals(CouponText.read(text).userId())) {
					issued.add(new Issued(head, sequences.get(i), CouponText.read(text)));
				}
			}
			return issued.stream();
		}

	}

	/** A coupon without what became of it. */
	private record Issued(CampaignHead head, int sequence, CouponText text) {

		private Wallet.Position position() {
			return new Wallet.Position(text.issuedAt(), head.keys().id(), sequence);
		}

		private List<Command> life() {
			return List.of(Command.of("HGET", head.keys().lives(sequence), Coupons.life(sequence)));
		}

	}

	/** The coupons of a user; see the port. */
	public Page<Coupon, Wallet.Position> page(Wallet wallet, Wallet.@Nullable Position after, int limit) {
		List<Issued> andOneMore = issued(wallet)
			.filter(issued -> after == null || issued.position().compareTo(after) > 0)
			.sorted(Comparator.comparing(Issued::position))
			.limit(limit + 1L)
			.toList();
		List<Issued> page = andOneMore.stream().limit(limit).toList();
		List<Reply> lives = readAll(page.stream().map(Issued::life).toList());
		List<Coupon> coupons = new ArrayList<>();
		for (int i = 0; i < page.size(); i++) {
			Issued issued = page.get(i);
			Coupon coupon = issued.text.coupon(issued.head, issued.sequence, Life.read(lives.get(i).text(0)));
			if (wallet.wants(coupon)) {
				coupons.add(coupon);
			}
		}
		return new Page<>(coupons, andOneMore.size() <= limit ? null : page.getLast().position());
	}

	private Stream<Issued> issued(Wallet wallet) {
		String userId = wallet.userId();
		List<CampaignHead> heads = heads(
				wallet.campaignId() == null ? campaigns(userId) : List.of(wallet.campaignId()));
		List<Reply> users = readAll(
				heads.stream().map(head -> List.of(Command.of("HGET", head.keys().users(userId), userId))).toList());
		List<Some> parts = new ArrayList<>();
		for (int i = 0; i < heads.size(); i++) {
			UserCoupons coupons = UserCoupons.read(userId, users.get(i).text(0));
			some(heads.get(i), coupons).parts().forEach(parts::add);
		}
		List<Reply> texts = readAll(parts.stream().map(Some::texts).toList());
		List<Issued> issued = new ArrayList<>();
		for (int i = 0; i < parts.size(); i++) {
			parts.get(i).of(userId, texts.get(i)).forEach(issued::add);
		}
		return issued.stream();
	}

	private Some some(CampaignHead head, UserCoupons coupons) {
		List<Command> further = coupons.further(head.keys());
		return new Some(head, coupons.all(further.isEmpty() ? null : server.read(further)));
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

	private List<CampaignHead> heads(List<String> ids) {
		List<CampaignHead> heads = new ArrayList<>();
		for (int from = 0; from < ids.size(); from += AT_ONCE) {
			campaigns.heads(ids.subList(from, Math.min(ids.size(), from + AT_ONCE)))
				.stream()
				.flatMap(Stream::ofNullable)
				.filter(head -> !head.deleted())
				.forEach(heads::add);
		}
		return heads;
	}

	/** Reads groups, a part of them at once. */
	private List<Reply> readAll(List<List<Command>> groups) {
		List<Reply> replies = new ArrayList<>();
		for (int from = 0; from < groups.size(); from += AT_ONCE) {
			replies.addAll(server.readAll(groups.subList(from, Math.min(groups.size(), from + AT_ONCE))));
		}
		return replies;
	}

}
