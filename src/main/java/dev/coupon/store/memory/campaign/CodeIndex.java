package dev.coupon.store.memory.campaign;

import dev.coupon.domain.decision.TypedCode;
import dev.coupon.store.memory.column.KeyedHash;
import dev.coupon.store.memory.column.SharedTable;
import java.util.function.LongPredicate;
import org.jspecify.annotations.Nullable;

/**
 * An index of the codes of all campaigns, in which each code is unique. A forgiving code
 * also occupies its canonical form, so that what a person types leads to one coupon at
 * most.
 *
 * <p>
 * The index has no codes, only numbers of coupons: the number of the campaign, the
 * sequence number, and whether the entry is for the canonical form. The code itself is in
 * the rows of the campaign.
 */
final class CodeIndex implements TypedCode.Names<CodeIndex.Found> {

	private static final int SEQUENCE_BITS = 27;

	private static final int CANONICAL = 1 << SEQUENCE_BITS;

	private static final int NUMBER_BITS = SEQUENCE_BITS + 1 + CampaignNumbers.BITS;

	private final CampaignNumbers campaigns;

	private final KeyedHash hash;

	private final SharedTable entries = new SharedTable(NUMBER_BITS);

	CodeIndex(CampaignNumbers campaigns, KeyedHash hash) {
		this.campaigns = campaigns;
		this.hash = hash;
	}

	/**
	 * A coupon to which a code leads, if the campaign says so under its lock. The same
	 * coupon is equal to itself, whichever name led to it.
	 *
	 * @param name the code, or its canonical form
	 * @param canonical whether the name is a canonical form
	 */
	record Found(CampaignCell campaign, int sequence, String name, boolean canonical) {

		private static Found of(long entry, String name, CampaignNumbers campaigns) {
			return new Found(campaigns.get((int) (entry >>> (SEQUENCE_BITS + 1))), (int) entry & (CANONICAL - 1), name,
					(entry & CANONICAL) != 0);
		}

		@Override
		public boolean equals(@Nullable Object other) {
			return other instanceof Found found && campaign.number() == found.campaign.number()
					&& sequence == found.sequence;
		}

		@Override
		public int hashCode() {
			return 31 * campaign.number() + sequence;
		}

	}

	/**
	 * Adds a coupon, whose row is written, unless its code, or the alias of its code, is
	 * taken. Tells whether it was added.
	 */
	boolean add(CampaignCell campaign, int sequence, String code) {
		long entry = entry(campaign, sequence);
		if (addOrFind(code, entry) != null) {
			return false;
		}
		String alias = campaign.codeSource().alias(code);
		if (alias == null || addOrFind(alias, entry | CANONICAL) == null) {
			return true;
		}
		remove(code, entry);
		return false;
	}

	/**
	 * Adds an imported code, whose row is written, unless it is taken.
	 * @return the campaign that has the code already; null if it was added
	 */
	@Nullable CampaignCell addOrOwner(CampaignCell campaign, int sequence, String code) {
		Found present = addOrFind(code, entry(campaign, sequence));
		return present == null ? null : present.campaign;
	}

	/**
	 * The campaign that has a code, also if the code is not issued; null if there is
	 * none.
	 */
	@Nullable CampaignCell owner(String code) {
		Found found = findName(code);
		return found == null ? null : found.campaign;
	}

	private static long entry(CampaignCell campaign, int sequence) {
		return (long) campaign.number() << (SEQUENCE_BITS + 1) | sequence;
	}

	/**
	 * Adds an entry, or returns what has the name already; null if the entry was added.
	 */
	private @Nullable Found addOrFind(String name, long entry) {
		return entries.addOrFind(hash.of(name), entry, isNamed(name), present -> Found.of(present, name, campaigns));
	}

	private LongPredicate isNamed(String name) {
		return entry -> {
			Found found = Found.of(entry, name, campaigns);
			return found.campaign.hasName(found);
		};
	}

	void remove(CampaignCell campaign, int sequence, String code) {
		long entry = entry(campaign, sequence);
		remove(code, entry);
		String alias = campaign.codeSource().alias(code);
		if (alias != null) {
			remove(alias, entry | CANONICAL);
		}
	}

	private void remove(String name, long entry) {
		entries.remove(hash.of(name), entry);
	}

	/**
	 * Finds the coupon that has this code, or a forgiving one with this canonical form;
	 * null if there is none, if its campaign is deleted, or if the code is imported and
	 * not issued.
	 */
	@Override
	public @Nullable Found find(String name) {
		Found found = findName(name);
		return found == null || found.campaign.isGone() || found.campaign.isStocked(found.sequence) ? null : found;
	}

	/**
	 * Tells whether a code leads to a coupon, even if its campaign is deleted.
	 */
	boolean leadsTo(CampaignCell campaign, int sequence, String code) {
		Found found = findName(code);
		return found != null && found.campaign == campaign && found.sequence == sequence;
	}

	@Override
	public boolean isForgiving(Found found) {
		return found.campaign.codeSource().isForgiving();
	}

	private @Nullable Found findName(String name) {
		return entries.find(hash.of(name), isNamed(name), entry -> Found.of(entry, name, campaigns));
	}

}
