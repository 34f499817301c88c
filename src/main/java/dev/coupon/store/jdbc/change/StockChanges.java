package dev.coupon.store.jdbc.change;

import dev.coupon.domain.Refusal;
import dev.coupon.domain.decision.Decision.Refuse;
import dev.coupon.domain.decision.stock.StockChange;
import dev.coupon.domain.decision.stock.StockChange.Owner;
import dev.coupon.domain.decision.stock.StockLevel;
import dev.coupon.domain.log.Act;
import dev.coupon.domain.log.LogEntry;
import dev.coupon.domain.port.CodeStock.Verdict;
import dev.coupon.domain.port.Outcome;
import dev.coupon.domain.port.Outcome.Done;
import dev.coupon.domain.port.Outcome.Refused;
import dev.coupon.store.jdbc.connection.Tx;
import dev.coupon.store.jdbc.table.CampaignRow;
import dev.coupon.store.jdbc.table.CampaignTable;
import dev.coupon.store.jdbc.table.LogTable;
import dev.coupon.store.jdbc.table.stock.StockTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;

/** Changes of the imported codes of a campaign, within a transaction. */
public final class StockChanges {

	private final CampaignTable campaigns;

	private final StockTable stock;

	private final LogTable log;

	private final Act act;

	/**
	 * @param act what the log keeps of the change
	 */
	public StockChanges(Tx tx, Act act) {
		this.campaigns = new CampaignTable(tx);
		this.stock = new StockTable(tx);
		this.log = new LogTable(tx);
		this.act = act;
	}

	/** Imports codes; see the port. */
	public Outcome<List<Verdict>> importCodes(String campaignId, List<String> codes) {
		return inCampaign(campaignId, change -> {
			int before = change.state().counts().stocked();
			Map<String, Owner> owners = stock.owners(campaignId, codes);
			List<Verdict> verdicts = new ArrayList<>(codes.size());
			List<String> accepted = new ArrayList<>();
			for (String code : codes) {
				Verdict verdict = StockChange.decide(owners.getOrDefault(code, Owner.NONE), before + accepted.size());
				verdicts.add(verdict);
				if (verdict == Verdict.ACCEPTED) {
					accepted.add(code);
					owners.put(code, Owner.SAME_CAMPAIGN);
				}
			}
			stock.insert(campaignId, accepted, before);
			become(change, before + accepted.size());
			return verdicts;
		});
	}

	/** Drops codes that are not issued; see the port. */
	public Outcome<Integer> dropCodes(String campaignId, int limit, StockLevel level) {
		return inCampaign(campaignId, change -> {
			int before = change.state().counts().stocked();
			int stocked = change.stockedAfterDrop(limit);
			stock.delete(campaignId, stocked + 1, before);
			become(change, stocked);
			CampaignRow after = Objects.requireNonNull(campaigns.find(campaignId));
			Stream.ofNullable(level.crossed(change.state(), after.state())).forEach(log::write);
			return before - stocked;
		});
	}

	private void become(StockChange change, int stocked) {
		LogEntry entry = change.entry(stocked, act);
		if (entry != null) {
			log.write(entry);
			campaigns.setStocked(entry.campaignId(), stocked);
		}
	}

	private <T> Outcome<T> inCampaign(String campaignId, Function<StockChange, T> step) {
		CampaignRow row = campaigns.lock(campaignId);
		if (row == null) {
			return new Refused<>(Refusal.CAMPAIGN_NOT_FOUND);
		}
		StockChange change = new StockChange(row.state());
		return change.decide() instanceof Refuse refuse ? refuse.outcome() : new Done<>(step.apply(change));
	}

}
