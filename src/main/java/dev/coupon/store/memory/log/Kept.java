package dev.coupon.store.memory.log;

import dev.coupon.domain.port.CampaignRepository.Page;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Things about campaigns, in the order in which they were added. They stay when their
 * campaign is erased. They can be read for one campaign id, or all together.
 *
 * @param <T> the type of the things
 */
public final class Kept<T> {

	private final AtomicLong positions = new AtomicLong();

	private final ConcurrentNavigableMap<Long, Thing<T>> all = new ConcurrentSkipListMap<>();

	private final Map<String, ConcurrentNavigableMap<Long, Thing<T>>> byCampaign = new ConcurrentHashMap<>();

	private record Thing<T>(String campaignId, T value) {
	}

	/** Adds a thing. For each campaign, one thread at a time adds. */
	public void add(String campaignId, T value) {
		long position = positions.incrementAndGet();
		Thing<T> thing = new Thing<>(campaignId, value);
		byCampaign.compute(campaignId, (id, present) -> {
			ConcurrentNavigableMap<Long, Thing<T>> things = present == null ? new ConcurrentSkipListMap<>() : present;
			things.put(position, thing);
			return things;
		});
		all.put(position, thing);
	}

	/** The things about campaigns with an id, oldest first. */
	public Stream<T> of(String campaignId) {
		return things(campaignId).values().stream().map(Thing::value);
	}

	private ConcurrentNavigableMap<Long, Thing<T>> things(@Nullable String campaignId) {
		return campaignId == null ? all : byCampaign.getOrDefault(campaignId, new ConcurrentSkipListMap<>());
	}

	/**
	 * A page of the things before a position, newest first.
	 * @param campaignId the id of their campaigns; absent for all
	 * @param after the position; absent for the first page
	 * @param item makes an item of a position and a thing
	 */
	public <R> Page<R, Long> page(@Nullable String campaignId, @Nullable Long after, int limit,
			BiFunction<Long, T, R> item) {
		List<R> items = new ArrayList<>();
		Long last = null;
		for (Map.Entry<Long, Thing<T>> entry : things(campaignId).headMap(after == null ? Long.MAX_VALUE : after)
			.descendingMap()
			.entrySet()) {
			if (items.size() == limit) {
				return new Page<>(items, last);
			}
			last = entry.getKey();
			items.add(item.apply(last, entry.getValue().value()));
		}
		return new Page<>(items, null);
	}

	/**
	 * Removes the oldest things that fulfil a condition, up to a limit, and tells whether
	 * the limit was reached.
	 */
	public boolean removeIf(Predicate<T> condition, int limit) {
		int removed = 0;
		for (Map.Entry<Long, Thing<T>> entry : all.entrySet()) {
			if (condition.test(entry.getValue().value())) {
				if (removed++ == limit) {
					return true;
				}
				remove(entry.getKey(), entry.getValue().campaignId());
			}
		}
		return false;
	}

	private void remove(Long position, String campaignId) {
		all.remove(position);
		byCampaign.computeIfPresent(campaignId, (id, things) -> {
			things.remove(position);
			return things.isEmpty() ? null : things;
		});
	}

}
