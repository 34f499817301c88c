package dev.coupon.store.contract;

import static dev.coupon.store.contract.StoreUnderTest.done;
import static org.assertj.core.api.Assertions.assertThat;

import dev.coupon.domain.Coupon;
import dev.coupon.domain.Coupon.Status;
import dev.coupon.domain.Wallet;
import dev.coupon.domain.port.CampaignRepository.Page;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The coupons of one user in all campaigns, in every store. */
interface WalletContract extends StoreUnderTest {

	private List<Coupon> wallet(Wallet wallet, int limit) {
		List<Coupon> coupons = new ArrayList<>();
		Wallet.@Nullable Position after = null;
		do {
			Page<Coupon, Wallet.Position> page = store().wallet(wallet, after, limit);
			assertThat(page.items()).hasSizeLessThanOrEqualTo(limit);
			coupons.addAll(page.items());
			after = page.nextAfter();
		}
		while (after != null);
		return coupons;
	}

	@Test
	default void listsTheCouponsOfAUserInAllCampaignsNewestFirst() {
		String user = "wallet-" + now().toEpochMilli();
		List<String> ids = List.of(create(running()), create(running()), create(running()));
		List<Coupon> issued = new ArrayList<>();
		for (int i = 0; i < 7; i++) {
			issued.add(done(issue(ids.get(i % 3), user, null)));
			done(issue(ids.get(i % 3), user + " of another", null));
			done(issue(ids.get(i % 3)));
		}
		issued.sort(Comparator.comparing(Wallet.Position::of));

		for (int limit : new int[] { 1, 2, 7, 100 }) {
			assertThat(wallet(new Wallet(user, null, null), limit)).isEqualTo(issued);
		}
		assertThat(wallet(new Wallet(user, ids.getFirst(), null), 2)).hasSize(3)
			.isSubsetOf(issued)
			.extracting(Coupon::sequence)
			.isSortedAccordingTo(Comparator.reverseOrder());
		assertThat(wallet(new Wallet("nobody", null, null), 9)).isEmpty();
		assertThat(wallet(new Wallet(user, "none", null), 9)).isEmpty();
	}

	@Test
	default void listsTheCouponsOfAUserThatHaveAStatus() {
		String user = "status-" + now().toEpochMilli();
		String id = create(running());
		Coupon first = done(issue(id, user, null));
		Coupon second = done(issue(id, user, null));
		Coupon third = done(issue(id, user, null));
		Coupon voided = done(store().makeVoid(second.code()));
		Coupon redeemed = done(store().redeem(third.code(), null, null));

		assertThat(wallet(new Wallet(user, null, Status.ISSUED), 1)).containsExactly(first);
		assertThat(wallet(new Wallet(user, null, Status.VOID), 1)).containsExactly(voided);
		assertThat(wallet(new Wallet(user, null, Status.REDEEMED), 2)).containsExactly(redeemed);
		assertThat(wallet(new Wallet(user, null, Status.EXPIRED), 9)).isEmpty();
	}

	@Test
	default void forgetsTheCouponsOfADeletedCampaign() {
		String user = "gone-" + now().toEpochMilli();
		String id = create(running());
		done(issue(id, user, null));
		Coupon left = done(issue(create(running()), user, null));

		done(store().delete(id, true, null));

		assertThat(wallet(new Wallet(user, null, null), 9)).containsExactly(left);
	}

}
