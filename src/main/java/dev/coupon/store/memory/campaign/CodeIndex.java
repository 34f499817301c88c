package dev.coupon.store.memory.campaign;

import dev.coupon.domain.decision.TypedCode;
import dev.coupon.store.memory.column.HashTable;
import dev.coupon.store.memory.column.KeyedHash;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongPredicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An index of the codes of all campaigns, in which each code is unique. A forgiving code
 * also occupies its canonical form, so that what a person types leads to one coupon at
 * most.
 *
 * <p>
 * The index has no codes, only numbers of coupons: the number of the campaign, the
 * sequence number, and whether the entry is for the canonical form. The code itself is in
 * the rows of the campaign. It is split into many tables, because a hash table that grows
 * is copied while others wait. A lock guards some of the tables.
 */
final class CodeIndex implements TypedCode.Names<CodeIndex.Found> {

	private static final int TABLE_BITS = 12;

	private static final int LOCKS = 256;

	private static final int SEQUENCE_BITS = 27;

	private static final int CANONICAL = 1 << SEQUENCE_BITS;

	private static final int NUMBER_BITS = SEQUENCE_BITS + 1 + CampaignNumbers.BITS;

	private final CampaignNumbers campaigns;

	private final KeyedHash hash;

	/** The tables by the first bits of the hash. A table is made for its first code. */
	private final @Nullable HashTable[] tables = new @Nullable HashTable[1 << TABLE_BITS];

	private final List<ReentrantLock> locks = Stream.generate(ReentrantLock::new).limit(LOCKS).toList();

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
		if (addUnlessTaken(code, entry) != 0) {
			return false;
		}
		String alias = campaign.codeSource().alias(code);
		if (alias == null || addUnlessTaken(alias, entry | CANONICAL) == 0) {
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
		long present = addUnlessTaken(code, entry(campaign, sequence));
		return present == 0 ? null : Found.of(present, code, campaigns).campaign;
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

	/** Adds an entry, or returns the one that has the name already; 0 if it was added. */
	private long addUnlessTaken(String name, long entry) {
		long hashed = hash.of(name);
		ReentrantLock lock = lock(hashed);
		lock.lock();
		try {
			HashTable table = table(hashed);
			long present = table.find(hashed << TABLE_BITS, isNamed(name));
			if (present == 0) {
				table.add(hashed << TABLE_BITS, entry);
			}
			return present;
		}
		finally {
			lock.unlock();
		}
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
		long hashed = hash.of(name);
		ReentrantLock lock = lock(hashed);
		lock.lock();
		try {
			table(hashed).remove(hashed << TABLE_BITS, entry);
		}
		finally {
			lock.unlock();
		}
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

	@Override
	public boolean isForgiving(Found found) {
		return found.campaign.codeSource().isForgiving();
	}

	private @Nullable Found findName(String name) {
		long hashed = hash.of(name);
		ReentrantLock lock = lock(hashed);
		lock.lock();
		try {
			long entry = table(hashed).find(hashed << TABLE_BITS, isNamed(name));
			return entry == 0 ? null : Found.of(entry, name, campaigns);
		}
		finally {
			lock.unlock();
		}
	}

	private ReentrantLock lock(long hashed) {
		return locks.get(tableNumber(hashed) % LOCKS);
	}

	private HashTable table(long hashed) {
		int number = tableNumber(hashed);
		HashTable table = tables[number];
		if (table == null) {
			table = new HashTable(NUMBER_BITS);
			tables[number] = table;
		}
		return table;
	}

	private static int tableNumber(long hashed) {
		return (int) (hashed >>> (Long.SIZE - TABLE_BITS));
	}

}
