package dev.coupon.store.memory.campaign;

import static dev.coupon.store.memory.campaign.OneCampaign.said;
import static org.jetbrains.lincheck.datastructures.ManagedStrategyGuaranteeKt.forClasses;

import dev.coupon.domain.CodeFormat;
import dev.coupon.domain.Wallet;
import dev.coupon.domain.code.CodeSpelling;
import dev.coupon.domain.log.Act;
import dev.coupon.domain.port.Outcome.Done;
import dev.coupon.domain.port.request.CouponChange.Redeem;
import dev.coupon.domain.port.request.CouponChange.RollBack;
import dev.coupon.domain.port.request.IssueRequest;
import dev.coupon.domain.port.request.RequestKey;
import dev.coupon.store.memory.column.KeyedHash;
import dev.coupon.store.memory.column.SharedTable;
import java.util.List;
import org.jetbrains.lincheck.datastructures.BooleanGen;
import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.jetbrains.lincheck.datastructures.StressOptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Whatever two threads do to a campaign at once, what they get is what they could have
 * got one after the other. Lincheck makes up short programs for two threads out of the
 * operations of {@link Issuing}, {@link Redeeming} and {@link Deleting}, runs each of
 * them many times, and looks for an order of its operations that gives the same results
 * without concurrency.
 */
@Tag("lincheck")
class InMemoryLincheckTests {

	/** More find more, and take longer: {@code -Dlincheck.iterations=100}. */
	private static final int ITERATIONS = Integer.getInteger("lincheck.iterations", 5);

	@ParameterizedTest
	@ValueSource(classes = { Issuing.class, Redeeming.class, Deleting.class })
	void actsAtOnceWhereverThreadsAreSwitched(Class<?> operations) {
		new ModelCheckingOptions().threads(2)
			.actorsBefore(1)
			.actorsPerThread(2)
			.actorsAfter(1)
			.iterations(ITERATIONS)
			.invocationsPerIteration(100)
			// Where it looks, Lincheck replaces random sources by its own.
			.addGuarantee(forClasses(CodeFormat.class.getName()).allMethods().ignore())
			// Nothing happens in these that another thread could see.
			.addGuarantee(forClasses(CodeSpelling.class.getName()).allMethods().ignore())
			.addGuarantee(forClasses(SharedTable.class.getName()).methods("<init>").ignore())
			.addGuarantee(forClasses(KeyedHash.class.getName()).allMethods().ignore())
			.addGuarantee(forClasses(OneCampaign.class.getName()).methods("said").ignore())
			.check(operations);
	}

	@ParameterizedTest
	@ValueSource(classes = { Issuing.class, Redeeming.class, Deleting.class })
	void actsAtOnceWhenThreadsRunFreely(Class<?> operations) {
		new StressOptions().threads(2)
			.actorsBefore(1)
			.actorsPerThread(3)
			.actorsAfter(1)
			.iterations(ITERATIONS)
			.invocationsPerIteration(200)
			.check(operations);
	}

	/** Issuing to three users, one coupon each, while the campaign is being changed. */
	@Param(name = "number", gen = IntGen.class, conf = "1:2")
	@Param(name = "user", gen = IntGen.class, conf = "1:3")
	public static class Issuing {

		private final OneCampaign one = new OneCampaign();

		@Operation
		public String issue(@Param(name = "user") int user) {
			return said(one.store.issue(new IssueRequest(OneCampaign.ID, "user-" + user, null)));
		}

		@Operation
		public String issueOnce(@Param(name = "user") int user, @Param(name = "number") int key) {
			return said(
					one.store.issue(new IssueRequest(OneCampaign.ID, "user-" + user, RequestKey.common("key-" + key))));
		}

		@Operation
		public String resize(@Param(name = "number") int maxCoupons) {
			return one.resize(maxCoupons);
		}

		@Operation
		public String pause(@Param(gen = BooleanGen.class) boolean paused) {
			return said(one.store.pause(OneCampaign.ID, paused, null, Act.OF_THE_SERVICE));
		}

		@Operation
		public String find() {
			return said(one.store.find(OneCampaign.ID, OneCampaign.MAX_COUPONS));
		}

		@Operation
		public String findCoupon(@Param(name = "number") int sequence) {
			return said(one.store.findCoupon(OneCampaign.code(sequence)));
		}

	}

	/** What shops do with one coupon. */
	@Param(name = "number", gen = IntGen.class, conf = "1:2")
	public static class Redeeming {

		private final OneCampaign one = new OneCampaign();

		public Redeeming() {
			one.store.issue(new IssueRequest(OneCampaign.ID, "user", null));
		}

		@Operation
		public String redeem() {
			return said(one.store.change(OneCampaign.code(1), new Redeem(null, null), Act.OF_THE_SERVICE));
		}

		@Operation
		public String redeemOnce(@Param(name = "number") int reference, @Param(name = "number") int key) {
			return said(one.store.change(OneCampaign.code(1),
					new Redeem("order-" + reference, RequestKey.common("key-" + key)), Act.OF_THE_SERVICE));
		}

		@Operation
		public String unredeem() {
			return said(one.store.change(OneCampaign.code(1), new RollBack(null, false), Act.OF_THE_SERVICE));
		}

		@Operation
		public String find() {
			return said(one.store.find(OneCampaign.ID, OneCampaign.MAX_COUPONS));
		}

	}

	/** Everything done with coupons while their campaign is being deleted. */
	@Param(name = "number", gen = IntGen.class, conf = "1:2")
	public static class Deleting {

		private final OneCampaign one = new OneCampaign();

		@Operation
		public String issue(@Param(name = "number") int user) {
			return said(one.store.issue(new IssueRequest(OneCampaign.ID, "user-" + user, null)));
		}

		@Operation
		public String redeem(@Param(name = "number") int sequence) {
			return said(one.store.change(OneCampaign.code(sequence), new Redeem(null, null), Act.OF_THE_SERVICE));
		}

		@Operation
		public String findCoupon(@Param(name = "number") int sequence) {
			return said(one.store.findCoupon(OneCampaign.code(sequence)));
		}

		@Operation
		public List<String> wallet(@Param(name = "number") int user) {
			return one.store.wallet(new Wallet("user-" + user, null, null), null, 2)
				.items()
				.stream()
				.map(coupon -> said(new Done<>(coupon)))
				.toList();
		}

		@Operation
		public String delete() {
			return said(one.store.delete(OneCampaign.ID, true, null, Act.OF_THE_SERVICE));
		}

	}

}
