package dev.coupon.store.valkey.change.stock;

import dev.coupon.domain.Refusal;
import dev.coupon.domain.decision.CampaignState;
import dev.coupon.domain.decision.Decision.Refuse;
import dev.coupon.domain.decision.stock.StockChange;
import dev.coupon.domain.decision.stock.StockChange.Owner;
import dev.coupon.domain.log.Act;
import dev.coupon.domain.log.LogEntry;
import dev.coupon.domain.port.CodeStock.Verdict;
import dev.coupon.domain.port.Outcome;
import dev.coupon.domain.port.Outcome.Done;
import dev.coupon.domain.port.Outcome.Refused;
import dev.coupon.store.valkey.change.Tools;
import dev.coupon.store.valkey.layout.CampaignHead;
import dev.coupon.store.valkey.layout.CampaignKeys;
import dev.coupon.store.valkey.layout.LogText;
import dev.coupon.store.valkey.node.Command;
import dev.coupon.store.valkey.node.Command.Field;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Changes of the imported codes of a campaign. */
public final class StockChanges {

	private final Tools tools;

	private final Act act;

	/**
	 * @param act the author of the change, as the log keeps it
	 */
	public StockChanges(Tools tools, Act act) {
		this.tools = tools;
		this.act = act;
	}

	/** Imports codes; see the port. */
	public Outcome<List<Verdict>> importCodes(String campaignId, List<String> codes) {
		return inCampaign(campaignId, (head, change) -> {
			CodeOwners owners = new CodeOwners(tools, head, codes.stream().distinct().toList());
			Map<String, Owner> known = owners.read();
			if (known == null) {
				return null;
			}
			List<String> accepted = new ArrayList<>();
			List<Verdict> verdicts = judge(head, codes, new HashMap<>(known), accepted);
			if (accepted.isEmpty()) {
				tools.server().confirm(head.versioned().head());
				return verdicts;
			}
			CampaignHead own = owners.areLeftOver(accepted) ? tools.overtake(head) : head;
			return own != null && isImported(own, change, owners, accepted) ? verdicts : null;
		});
	}

	/** Imports accepted codes, and tells whether nothing has changed meanwhile. */
	private boolean isImported(CampaignHead head, StockChange change, CodeOwners owners, List<String> accepted) {
		int before = head.state().counts().stocked();
		boolean isDone = owners.reserve(accepted, before)
				&& write(head, change, before + accepted.size(), append(head.keys(), accepted, before));
		if (!isDone) {
			owners.release();
		}
		return isDone;
	}

	private static List<Verdict> judge(CampaignHead head, List<String> codes, Map<String, Owner> known,
			List<String> accepted) {
		List<Verdict> verdicts = new ArrayList<>(codes.size());
		int before = head.state().counts().stocked();
		for (String code : codes) {
			Verdict verdict = StockChange.decide(known.getOrDefault(code, Owner.NONE), before + accepted.size());
			verdicts.add(verdict);
			if (verdict == Verdict.ACCEPTED) {
				accepted.add(code);
				known.put(code, Owner.SAME_CAMPAIGN);
			}
		}
		return verdicts;
	}

	private static List<Command> append(CampaignKeys keys, List<String> codes, int before) {
		return CampaignKeys.parts(before + 1, before + codes.size(), CampaignKeys.CHUNK)
			.stream()
			.map(part -> Command.of("RPUSH", keys.stock(part.first()),
					codes.subList(part.first() - before - 1, part.last() - before)))
			.toList();
	}

	/** Drops codes that are not issued; see the port. */
	public Outcome<Integer> dropCodes(String campaignId, int limit) {
		return inCampaign(campaignId, (head, change) -> {
			int before = head.state().counts().stocked();
			int stocked = change.stockedAfterDrop(limit);
			if (stocked == before) {
				tools.server().confirm(head.versioned().head());
				return 0;
			}
			Stock stock = new Stock(tools, head);
			Map<String, Integer> dropped = stock.codes(stocked + 1, before);
			Map<Field, String> leading = dropped == null ? null
					: new SharedFields(tools.server()).leadingTo(head, dropped);
			if (leading == null || !write(head, change, stocked, stock.cut(stocked, before))) {
				return null;
			}
			stock.free(leading);
			return before - stocked;
		});
	}

	private boolean write(CampaignHead head, StockChange change, int stocked, List<Command> commands) {
		LogEntry entry = Objects.requireNonNull(change.entry(stocked, act));
		CampaignState before = head.state();
		CampaignState after = before.with(before.counts().withStocked(stocked).with(entry.type()));
		LogEntry crossed = entry.type() == LogEntry.Type.CAMPAIGN_CODES_DROPPED ? tools.level().crossed(before, after)
				: null;
		CampaignState last = crossed == null ? after : after.with(after.counts().with(crossed.type()));
		List<LogEntry> entries = Stream.concat(Stream.of(entry), Stream.ofNullable(crossed)).toList();
		return tools.write(head,
				Stream.of(List.of(CampaignHead.writeNumbers(last)), commands, LogText.append(head.keys(), entries))
					.flatMap(List::stream)
					.toList());
	}

	private <T> Outcome<T> inCampaign(String campaignId, BiFunction<CampaignHead, StockChange, @Nullable T> step) {
		return tools.attempt(() -> {
			CampaignHead head = tools.campaigns().head(campaignId);
			if (head == null || head.deleted()) {
				return new Refused<>(Refusal.CAMPAIGN_NOT_FOUND);
			}
			StockChange change = new StockChange(head.undamaged().state());
			if (change.decide() instanceof Refuse refuse) {
				return refuse.outcome();
			}
			T result = step.apply(head, change);
			return result == null ? null : new Done<>(result);
		});
	}

}
