package dev.coupon.store.valkey.read;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.coupon.domain.port.failure.OverloadedException;
import dev.coupon.store.valkey.layout.CampaignHead;
import dev.coupon.store.valkey.layout.CampaignKeys;
import dev.coupon.store.valkey.node.Command;
import dev.coupon.store.valkey.server.Reply;
import dev.coupon.store.valkey.server.Server;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads campaigns together with other data of theirs, as of one moment. The keys of the
 * other data depend on the campaign's uid, so they are guessed from the last reading, and
 * if the guess was wrong, all is read again.
 */
public final class CampaignReader {

	private static final int ATTEMPTS = 10;

	private static final int REMEMBERED = 10_000;

	private final Server server;

	private final Cache<String, CampaignKeys> known = Caffeine.newBuilder().maximumSize(REMEMBERED).build();

	public CampaignReader(Server server) {
		this.server = server;
	}

	/**
	 * A campaign and other data of it.
	 *
	 * @param data the answers to the commands, as of the same moment
	 */
	public record Found(CampaignHead head, Reply data) {
	}

	/** Reads a campaign, also a deleted one; null if there is none. */
	public @Nullable CampaignHead head(String campaignId) {
		Found found = read(campaignId, keys -> List.of());
		return found == null ? null : found.head;
	}

	/**
	 * Reads a campaign, also a deleted or a damaged one; null if there is none.
	 * @param data makes the commands that read its data
	 */
	public @Nullable Found read(String campaignId, Function<CampaignKeys, List<Command>> data) {
		CampaignKeys guess = known.getIfPresent(campaignId);
		for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
			List<Command> commands = new ArrayList<>();
			commands.add(CampaignHead.read(campaignId));
			if (guess != null) {
				commands.addAll(data.apply(guess));
			}
			Reply reply = server.read(commands);
			CampaignHead head = CampaignHead.of(campaignId, reply.texts(0), reply.now());
			if (head == null) {
				known.invalidate(campaignId);
				return null;
			}
			if (head.keys().equals(guess)
					|| (guess == null && commands.size() == 1 && data.apply(head.keys()).isEmpty())) {
				known.put(campaignId, head.keys());
				return new Found(head, reply.from(1));
			}
			guess = head.keys();
		}
		throw new OverloadedException("Campaign " + campaignId + " keeps changing");
	}

	/** Reads many campaigns, each as of a moment of its own; null where there is none. */
	public List<@Nullable CampaignHead> heads(List<String> campaignIds) {
		return heads(campaignIds, server::readAll);
	}

	/**
	 * Reads many campaigns like {@link #heads}, for those who do something elsewhere that
	 * must not outlive what it builds on.
	 * @return campaigns that are not lost with their nodes, if that is promised
	 */
	public List<@Nullable CampaignHead> confirmedHeads(List<String> campaignIds) {
		return heads(campaignIds, server::readConfirmed);
	}

	/** Reads a campaign like {@link #confirmedHeads}. */
	public @Nullable CampaignHead confirmedHead(String campaignId) {
		return confirmedHeads(List.of(campaignId)).getFirst();
	}

	private static List<@Nullable CampaignHead> heads(List<String> campaignIds,
			Function<List<List<Command>>, List<Reply>> read) {
		List<Reply> replies = campaignIds.isEmpty() ? List.of()
				: read.apply(campaignIds.stream().map(id -> List.of(CampaignHead.read(id))).toList());
		List<@Nullable CampaignHead> heads = new ArrayList<>();
		for (int i = 0; i < replies.size(); i++) {
			heads.add(CampaignHead.of(campaignIds.get(i), replies.get(i).texts(0), replies.get(i).now()));
		}
		return heads;
	}

}
