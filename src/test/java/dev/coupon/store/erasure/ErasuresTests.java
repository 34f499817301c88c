package dev.coupon.store.erasure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coupon.domain.port.CampaignRepository.Erased;
import dev.coupon.domain.port.CampaignRepository.Purge;
import dev.coupon.domain.port.Outcome;
import dev.coupon.domain.port.Outcome.Done;
import dev.coupon.domain.port.failure.OverloadedException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Erasures of several campaigns, of which some can't be erased now. */
class ErasuresTests {

	private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

	private final List<String> told = new ArrayList<>();

	/** A store of campaigns with a coupon each, which reports some of them too slowly. */
	private record Campaigns(List<String> due, Set<String> slow) implements ErasingStore {

		@Override
		public Due due(@Nullable Instant endedBy, int limit) {
			return new Due(due, NOW);
		}

		@Override
		public boolean report(String campaignId, @Nullable Instant endedBy) {
			if (slow.contains(campaignId)) {
				throw new OverloadedException("The report takes too long");
			}
			if (campaignId.equals("faulty")) {
				throw new IllegalStateException("It can't be reported");
			}
			return true;
		}

		@Override
		public Outcome<Step> erase(String campaignId, int limit) {
			return new Done<>(new Step(1, new Erased(campaignId, 1, NOW)));
		}

	}

	private Purge purge(List<String> due, Set<String> slow, int maxCoupons) {
		return new Erasures(new Campaigns(due, slow), told::add).purge(null, maxCoupons);
	}

	@Test
	void goOnWithTheOthersIfOneCanNotBeErasedNow() {
		Purge purge = purge(List.of("a", "slow", "b", "c"), Set.of("slow"), 10);

		assertThat(purge.erased()).extracting(Erased::campaignId).containsExactly("a", "b", "c");
		assertThat(told).containsExactly("a", "b", "c");
		assertThat(purge.more()).isFalse();
	}

	@Test
	void goOnWithTheOthersIfOneCanNeverBeErased() {
		Purge purge = purge(List.of("a", "faulty", "slow", "faulty", "b"), Set.of("slow"), 10);

		assertThat(purge.erased()).extracting(Erased::campaignId).containsExactly("a", "b");
		assertThat(purge.more()).isFalse();
	}

	@Test
	void keepADeletionFromFailingThatIsDone() {
		new Erasures(new Campaigns(List.of(), Set.of()), told::add).eraseDeleted("faulty", 1);

		assertThat(told).isEmpty();
	}

	@Test
	void endIfTheStoreIsAway() {
		assertThatThrownBy(() -> purge(List.of("a", "b", "c"), Set.of("b", "c"), 10))
			.isInstanceOf(OverloadedException.class);
		assertThat(told).containsExactly("a");
	}

	@Test
	void leaveTheRestForTheNextTime() {
		Purge purge = purge(List.of("a", "b", "c"), Set.of(), 2);

		assertThat(told).containsExactly("a", "b");
		assertThat(purge.more()).isTrue();
	}

}
