package dev.coupon.store.valkey.change;

import dev.coupon.domain.decision.stock.StockLevel;
import dev.coupon.domain.port.Outcome;
import dev.coupon.store.batch.retry.TryAgainException;
import dev.coupon.store.valkey.index.CampaignIndex;
import dev.coupon.store.valkey.layout.CampaignHead;
import dev.coupon.store.valkey.layout.shared.Shared;
import dev.coupon.store.valkey.node.Command;
import dev.coupon.store.valkey.read.CampaignReader;
import dev.coupon.store.valkey.server.Server;
import dev.coupon.store.valkey.server.Write;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * The objects that changes need.
 *
 * @param random the source of random codes
 * @param level the level at which coupons run low
 */
public record Tools(Server server, CampaignReader campaigns, CampaignIndex index, RandomGenerator random,
		StockLevel level) {

	/** The number of attempts that follow each other at once. */
	private static final int ATTEMPTS = 5;

	/**
	 * Attempts a change until nothing else has changed meanwhile.
	 * @param attempt returns null if something else has changed
	 */
	public <T> Outcome<T> attempt(Supplier<@Nullable Outcome<T>> attempt) {
		for (int i = 0; i < ATTEMPTS; i++) {
			Outcome<T> outcome = attempt.get();
			if (outcome != null) {
				return outcome;
			}
		}
		throw changing();
	}

	private static TryAgainException changing() {
		return new TryAgainException("The campaign keeps changing", null);
	}

	/**
	 * Marks that a campaign will have news, so that the feed looks for them. This is done
	 * before the change, so that none is forgotten.
	 */
	public static Command mark(String campaignId, String version) {
		return Command.of("HSET", Shared.marks(campaignId), campaignId, version);
	}

	/**
	 * Changes a campaign, if it has not changed since it was read, and tells whether it
	 * was changed.
	 */
	public boolean write(CampaignHead head, List<Command> commands) {
		String version = server.newVersion();
		server.send(List.of(mark(head.keys().id(), version)));
		return server.write(new Write(head.versioned(), version, commands));
	}

	/**
	 * Keeps all those from changing a campaign who have read it before, by changing its
	 * version and nothing else.
	 * @return the campaign with its new version; null if it has changed
	 */
	public @Nullable CampaignHead overtake(CampaignHead head) {
		String version = server.newVersion();
		return server.write(new Write(head.versioned(), version, List.of())) ? head.withVersion(version) : null;
	}

	/**
	 * Lists what the present campaign with an id may issue, after another one with this
	 * id was listed in vain.
	 * @param uid the uid of the one that may have been listed in vain
	 */
	public void keepPromiseOfPresent(String campaignId, String uid) {
		CampaignHead present = campaigns.head(campaignId);
		if (present == null) {
			index.remove(campaignId, uid);
		}
		else {
			index.set(campaignId, present.keys().uid(), present.deleted() ? null : present.campaign());
		}
	}

	/** All commands, in this order. */
	public static List<Command> both(List<Command> some, List<Command> more) {
		List<Command> all = new ArrayList<>(some);
		all.addAll(more);
		return all;
	}

}
