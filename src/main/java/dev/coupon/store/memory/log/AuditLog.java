package dev.coupon.store.memory.log;

import dev.coupon.domain.log.Audited;
import dev.coupon.domain.log.LogEntry;
import dev.coupon.domain.port.CampaignRepository.Page;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The entries of the log about what operators did in all campaigns, also in those that
 * are erased. It is kept for each id of a campaign, and for all together.
 */
final class AuditLog {

	private final AtomicLong positions = new AtomicLong();

	private final ConcurrentNavigableMap<Long, LogEntry> all = new ConcurrentSkipListMap<>();

	private final Map<String, ConcurrentNavigableMap<Long, LogEntry>> byCampaign = new ConcurrentHashMap<>();

	/** Adds an entry. The caller holds the write lock of the entry's campaign. */
	void add(LogEntry entry) {
		long position = positions.incrementAndGet();
		byCampaign.computeIfAbsent(entry.campaignId(), id -> new ConcurrentSkipListMap<>()).put(position, entry);
		all.put(position, entry);
	}

	/** The entries before a position, newest first; see the port. */
	Page<Audited, Long> page(@Nullable String campaignId, @Nullable Long after, int limit) {
		ConcurrentNavigableMap<Long, LogEntry> entries = campaignId == null ? all : byCampaign.get(campaignId);
		List<Audited> items = new ArrayList<>();
		if (entries == null) {
			return new Page<>(items, null);
		}
		for (Map.Entry<Long, LogEntry> entry : entries.headMap(after == null ? Long.MAX_VALUE : after)
			.descendingMap()
			.entrySet()) {
			if (items.size() == limit) {
				return new Page<>(items, items.getLast().position());
			}
			items.add(new Audited(entry.getKey(), entry.getValue()));
		}
		return new Page<>(items, null);
	}

}
