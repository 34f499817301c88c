package dev.coupon.store.contract;

import org.junit.jupiter.api.Timeout;

/**
 * All that the port promises. A store passes it by a subclass that says what the store
 * and its time are; the tests are in the interfaces, sorted by what they are about.
 */
@Timeout(180)
public abstract class CampaignRepositoryContract implements CampaignContract, SelectionContract, CodeContract,
		CodeStockThreadsContract, CouponContract, LifeContract, EvidenceContract, RhythmContract, WalletContract,
		EventContract, SubscriptionContract, PrecedenceContract, ConcurrencyContract {

}
