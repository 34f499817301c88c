package dev.coupon.store.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coupon.domain.Campaign;
import dev.coupon.domain.Coupon;
import dev.coupon.domain.Refusal;
import dev.coupon.domain.log.Act;
import dev.coupon.domain.port.CampaignRepository;
import dev.coupon.domain.port.CampaignRepository.Erased;
import dev.coupon.domain.port.CampaignRepository.Page;
import dev.coupon.domain.port.CampaignRepository.Purge;
import dev.coupon.domain.port.Outcome.Done;
import dev.coupon.domain.port.Outcome.Refused;
import dev.coupon.domain.port.Snapshot;
import dev.coupon.domain.port.Snapshot.Selection;
import dev.coupon.domain.port.request.CouponChange.Redeem;
import dev.coupon.domain.port.request.IssueRequest;
import dev.coupon.store.damage.DamagedCampaignException;
import dev.coupon.testing.CampaignBuilder;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/**
 * A campaign with settings that this version of the service, or of Java, can't read. A
 * store whose data outlives the service passes this contract by a subclass.
 */
@Timeout(180)
@ExtendWith(OutputCaptureExtension.class)
public abstract class DamageContract {

	/** Settings that can't be read. */
	public enum Damage {

		TIME_ZONE, CHARSET, CHARACTERS, METADATA, COUPON_VALID_FOR

	}

	/** The store, which is open and empty before each test. */
	protected abstract CampaignRepository repository();

	/** The campaigns that the store has found to be damaged. */
	protected abstract Set<String> damaged();

	/** Damages the campaign whose id says so. */
	protected abstract void damage(Damage damage) throws Exception;

	/** Lets all campaigns, and their coupons, be over. */
	protected abstract void age() throws Exception;

	/** Creates the campaigns, when the store is open. */
	protected final void create() {
		for (String id : List.of("a", "damaged", "z")) {
			assertThat(repository().create(campaign(id), Act.OF_THE_SERVICE)).isInstanceOf(Done.class);
		}
	}

	private Campaign campaign(String id) {
		Instant now = repository().now();
		return new CampaignBuilder(now, now.plus(Duration.ofHours(1))).id(id).maxCoupons(1_000).build();
	}

	private Coupon issue(String campaignId) {
		return ((Done<Coupon>) repository().issue(new IssueRequest(campaignId, null, null))).value();
	}

	@ParameterizedTest
	@EnumSource
	void concernsNobodyElse(Damage damage, CapturedOutput output) throws Exception {
		Coupon earlier = issue("damaged");
		damage(damage);

		Page<Snapshot, String> page = repository().campaigns(Selection.ALL, null, 10);
		assertThat(page.items()).extracting(snapshot -> snapshot.campaign().id()).containsExactly("a", "z");
		assertThat(damaged()).containsExactly("damaged");
		assertThatThrownBy(() -> repository().find("damaged", 0)).isInstanceOf(DamagedCampaignException.class);
		assertThatThrownBy(() -> issue("damaged")).isInstanceOf(DamagedCampaignException.class)
			.hasMessageContaining("damaged");
		assertThatThrownBy(() -> repository().pause("damaged", true, null, Act.OF_THE_SERVICE))
			.isInstanceOf(DamagedCampaignException.class);
		assertThat(repository().create(campaign("damaged"), Act.OF_THE_SERVICE))
			.isEqualTo(new Refused<>(Refusal.CAMPAIGN_EXISTS));
		assertThat(issue("z").sequence()).isOne();

		assertThat(repository().change(earlier.code(), new Redeem(null, null), Act.OF_THE_SERVICE))
			.isInstanceOf(Done.class);
		assertThat(repository().coupons("damaged", null, 0, 10)).isInstanceOf(Done.class);
		assertThat(output.getAll().lines().filter(line -> line.contains("Campaign damaged can't be read"))).hasSize(1);
	}

	@Test
	void failsNoRequestsToOthersInTheSameTransaction() throws Exception {
		damage(Damage.TIME_ZONE);
		List<CompletableFuture<Coupon>> good = new ArrayList<>();
		List<CompletableFuture<Coupon>> bad = new ArrayList<>();
		try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
			for (int request = 0; request < 100; request++) {
				good.add(CompletableFuture.supplyAsync(() -> issue("a"), callers));
				bad.add(CompletableFuture.supplyAsync(() -> issue("damaged"), callers));
			}
		}
		assertThat(good).allSatisfy(coupon -> assertThat(coupon).isCompleted());
		assertThat(bad).allSatisfy(coupon -> assertThat(coupon).isCompletedExceptionally());
	}

	@ParameterizedTest
	@EnumSource(names = { "TIME_ZONE", "METADATA" })
	void canBeDeleted(Damage damage) throws Exception {
		issue("damaged");
		damage(damage);
		assertThat(repository().campaigns(Selection.ALL, null, 10).items()).hasSize(2);

		assertThat(repository().delete("damaged", false, null, Act.OF_THE_SERVICE))
			.isEqualTo(new Refused<>(Refusal.CAMPAIGN_HAS_COUPONS));
		assertThat(repository().delete("damaged", true, null, Act.OF_THE_SERVICE)).isInstanceOf(Done.class);
		assertThat(damaged()).isEmpty();
		assertThat(repository().create(campaign("damaged"), Act.OF_THE_SERVICE)).isInstanceOf(Done.class);
	}

	@Test
	void doesNotStopThePurge() throws Exception {
		issue("damaged");
		damage(Damage.TIME_ZONE);
		age();

		Purge purge = repository().purge(Instant.now(), 100);
		assertThat(purge.erased()).extracting(Erased::campaignId).containsExactly("a", "damaged", "z");
	}

}
