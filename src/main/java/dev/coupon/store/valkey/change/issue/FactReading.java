package dev.coupon.store.valkey.change.issue;

import dev.coupon.domain.Coupon;
import dev.coupon.store.key.KeyHash;
import dev.coupon.store.valkey.change.Change.Issue;
import dev.coupon.store.valkey.change.Change.OfCoupon;
import dev.coupon.store.valkey.layout.CampaignKeys;
import dev.coupon.store.valkey.layout.Life;
import dev.coupon.store.valkey.layout.UserCoupons;
import dev.coupon.store.valkey.node.Command;
import dev.coupon.store.valkey.read.CampaignReader;
import dev.coupon.store.valkey.read.CampaignReader.Found;
import dev.coupon.store.valkey.read.Coupons;
import dev.coupon.store.valkey.server.Reply;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads the facts for requests to one campaign: most at once, and what depends on them in
 * a second reading, which counts only if nothing has changed in between.
 */
final class FactReading {

	private final CampaignReader campaigns;

	private final List<OfCoupon> changes;

	private final List<String> users;

	private final List<KeyHash> requestKeys;

	private final int issues;

	FactReading(CampaignReader campaigns, List<OfCoupon> changes, List<Issue> issues) {
		this.campaigns = campaigns;
		this.changes = changes;
		this.users = issues.stream().flatMap(issue -> Stream.ofNullable(issue.request().userId())).distinct().toList();
		this.requestKeys = issues.stream()
			.map(Issue::request)
			.flatMap(request -> Stream.ofNullable(KeyHash.of(request.idempotencyKey())))
			.distinct()
			.toList();
		this.issues = issues.size();
	}

	/**
	 * Reads the facts; null if there is no campaign.
	 * @param campaignId the campaign of all requests
	 */
	@Nullable Facts read(String campaignId) {
		Found found = campaigns.read(campaignId, this::first);
		if (found == null) {
			return null;
		}
		Facts facts = new Facts(found.head());
		takeFirst(found.data(), facts);
		return facts;
	}

	private List<Command> first(CampaignKeys keys) {
		List<Command> commands = new ArrayList<>(
				Coupons.read(keys, changes.stream().map(change -> change.found().sequence()).toList()));
		users.forEach(user -> commands.add(Command.of("HGET", keys.users(user), user)));
		requestKeys.forEach(key -> commands.add(Command.of("HMGET", keys.requests(key), key.withOwner(), key.text())));
		return commands;
	}

	private void takeFirst(Reply reply, Facts facts) {
		int next = 0;
		for (OfCoupon change : changes) {
			String text = reply.text(next++);
			if (text != null) {
				facts.texts.put(change.found().sequence(), text);
			}
			facts.lives.put(change.found().sequence(), Life.read(reply.text(next++)));
		}
		for (String user : users) {
			facts.users.put(user, UserCoupons.read(user, reply.text(next++)));
		}
		for (KeyHash key : requestKeys) {
			reply.texts(next++)
				.stream()
				.flatMap(Stream::ofNullable)
				.findFirst()
				.ifPresent(sequence -> facts.byKey.put(key, Integer.valueOf(sequence, Character.MAX_RADIX)));
		}
	}

	/** Reads what the first facts refer to, and tells whether nothing has changed. */
	boolean readMore(Facts facts) {
		List<Integer> sequences = List.copyOf(facts.byKey.values());
		List<UserCoupons> many = facts.users.values().stream().filter(user -> !user.furtherFields().isEmpty()).toList();
		int first = facts.head().state().issued() + 1;
		int last = facts.hasImportedCodes() ? Math.min(first - 1 + issues, facts.head().state().counts().stocked()) : 0;
		if (sequences.isEmpty() && many.isEmpty() && last < first) {
			return true;
		}
		Found found = campaigns.read(facts.keys().id(), keys -> {
			List<Command> commands = new ArrayList<>(Coupons.read(keys, sequences));
			many.forEach(user -> user.furtherFields()
				.forEach(field -> commands.add(Command.of("HGET", keys.users(user.userId()), field))));
			CampaignKeys.parts(first, last, CampaignKeys.CHUNK).forEach(part -> commands.add(stock(keys, part)));
			return commands;
		});
		if (found == null || !found.head().version().equals(facts.head().version())) {
			return false;
		}
		takeMore(found.data(), sequences, many, facts);
		return true;
	}

	private static Command stock(CampaignKeys keys, CampaignKeys.Part part) {
		return Command.of("LRANGE", keys.stock(part.first()), Integer.toString(CampaignKeys.index(part.first())),
				Integer.toString(CampaignKeys.index(part.last())));
	}

	private static void takeMore(Reply reply, List<Integer> sequences, List<UserCoupons> many, Facts facts) {
		int next = 0;
		for (int sequence : sequences) {
			Coupon coupon = Coupons.coupon(facts.head(), sequence, reply.text(next), reply.text(next + 1));
			facts.earlier.put(sequence, Objects.requireNonNull(coupon));
			next += 2;
		}
		for (UserCoupons user : many) {
			List<Integer> numbers = new ArrayList<>();
			for (String field : user.furtherFields()) {
				numbers.addAll(UserCoupons.numbers(Objects.requireNonNull(reply.text(next++), field)));
			}
			facts.further.put(user.userId(), numbers);
		}
		while (next < reply.answers().size()) {
			facts.stock.addAll(reply.present(next++));
		}
	}

}
