package dev.coupon.store.memory.campaign;

import dev.coupon.domain.Campaign;
import dev.coupon.domain.CodeFormat;
import dev.coupon.domain.CodeSource;
import dev.coupon.domain.decision.stock.StockChange;
import dev.coupon.domain.decision.stock.StockChange.Owner;
import dev.coupon.domain.port.CodeStock.Verdict;
import dev.coupon.store.memory.campaign.CodeIndex.Found;
import dev.coupon.store.memory.coupon.Coupons;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The codes of a campaign, in the rows of its coupons and in the index of all codes. A
 * code is written before it is in the index, because others may read it from then on. The
 * methods need the write lock of the campaign, but {@link #hasName}.
 */
final class CampaignCodes {

	private final CampaignCell campaign;

	private final CodeSource source;

	private final Coupons coupons;

	private final MemoryStoreContext shared;

	/** The number of codes that have left the index since the campaign was deleted. */
	private int erased;

	CampaignCodes(CampaignCell campaign, CodeSource source, Coupons coupons, MemoryStoreContext shared) {
		this.campaign = campaign;
		this.source = source;
		this.coupons = coupons;
		this.shared = shared;
	}

	/** Finds a code for the next coupon, and tells whether there was one. */
	boolean findForNext() {
		return switch (source) {
			case CodeFormat format -> draw(format);
			case CodeSource.Imported imported -> true;
		};
	}

	private boolean draw(CodeFormat format) {
		int next = coupons.size() + 1;
		for (int draws = 0; draws < CodeFormat.MAX_DRAWS; draws++) {
			String code = format.draw(shared.random());
			coupons.write(next, code);
			if (shared.codes().add(campaign, next, code)) {
				return true;
			}
		}
		return false;
	}

	/**
	 * An answer about imported codes.
	 *
	 * @param stocked how many codes there are now
	 */
	record Stocked<T>(T answer, int stocked) {
	}

	/** Takes imported codes that no campaign has. */
	Stocked<List<Verdict>> add(List<String> codes, StockChange change) {
		List<Verdict> verdicts = new ArrayList<>(codes.size());
		int stocked = change.state().counts().stocked();
		for (String code : codes) {
			Verdict verdict = StockChange.decide(ownerOrAdd(code, stocked + 1), stocked);
			verdicts.add(verdict);
			stocked += verdict == Verdict.ACCEPTED ? 1 : 0;
		}
		return new Stocked<>(verdicts, stocked);
	}

	/** The owner of a code. If it had none, it is added, unless there is no room. */
	private Owner ownerOrAdd(String code, int sequence) {
		if (sequence > Campaign.MAX_COUPONS) {
			return owner(shared.codes().owner(code));
		}
		coupons.write(sequence, code);
		return owner(shared.codes().addOrOwner(campaign, sequence, code));
	}

	private Owner owner(@Nullable CampaignCell owner) {
		if (owner == null) {
			return Owner.NONE;
		}
		return owner == campaign ? Owner.SAME_CAMPAIGN : Owner.ANOTHER_CAMPAIGN;
	}

	/** Drops the last imported codes, up to a limit, and says how many. */
	Stocked<Integer> drop(int limit, StockChange change) {
		int before = change.state().counts().stocked();
		int stocked = change.stockedAfterDrop(limit);
		for (int sequence = before; sequence > stocked; sequence--) {
			shared.codes().remove(campaign, sequence, coupons.code(sequence));
		}
		return new Stocked<>(before - stocked, stocked);
	}

	/** Tells whether a coupon in the index has a name. This needs no lock. */
	boolean hasName(Found found) {
		return found.canonical() ? found.name().equals(source.alias(coupons.code(found.sequence())))
				: coupons.hasCode(found.sequence(), found.name());
	}

	/**
	 * Takes codes and users of the deleted campaign out of the indexes, up to a limit,
	 * and returns how many. This needs no lock, because nothing about a deleted campaign
	 * changes, but only one thread at a time may do it.
	 * @param stocked how many imported codes there are
	 */
	int erase(int limit, int stocked) {
		int count = Math.min(limit, Math.max(coupons.size(), stocked) - erased);
		for (int i = 0; i < count; i++) {
			erased++;
			shared.codes().remove(campaign, erased, coupons.code(erased));
			shared.users().remove(coupons, erased, campaign.number());
		}
		return count;
	}

	/** Tells whether all codes have left the index. */
	boolean isErased(int stocked) {
		return erased >= Math.max(coupons.size(), stocked);
	}

}
