package dev.coupon.store.contract;

import static dev.coupon.store.contract.StoreUnderTest.assertRefused;
import static dev.coupon.store.contract.StoreUnderTest.done;
import static dev.coupon.store.contract.StoreUnderTest.replayed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coupon.domain.CodeFormat;
import dev.coupon.domain.CodeFormat.Charset;
import dev.coupon.domain.Coupon;
import dev.coupon.domain.Refusal;
import dev.coupon.domain.Wallet;
import dev.coupon.domain.evidence.Report;
import dev.coupon.domain.log.Act;
import dev.coupon.domain.port.CampaignRepository;
import dev.coupon.domain.port.move.CampaignMoves;
import dev.coupon.domain.port.move.CampaignMoves.Arrival;
import dev.coupon.domain.port.move.CampaignMoves.Row;
import dev.coupon.domain.port.move.UnmovableException;
import dev.coupon.domain.port.request.CouponChange.Redeem;
import dev.coupon.domain.port.request.IssueRequest;
import dev.coupon.domain.port.request.RequestKey;
import dev.coupon.domain.rhythm.Quota;
import dev.coupon.domain.rhythm.Quota.Per;
import dev.coupon.testing.CampaignBuilder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The moves of campaigns from one store to another. A pair of stores passes this contract
 * by a subclass that names them.
 */
@Timeout(180)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class MoveContract {

	/** A store of its own, which is open until it is closed. */
	public interface Place extends AutoCloseable {

		CampaignRepository repository();

		CampaignMoves moves();

		void empty();

		@Override
		void close();

	}

	private List<Place> places = List.of();

	/**
	 * The place from which campaigns come, and the one to which they go.
	 * @param folder for their files, if they have any
	 */
	protected abstract List<Place> open(Path folder);

	@BeforeAll
	void start(@TempDir Path folder) {
		places = open(folder);
	}

	@BeforeEach
	void empty() {
		places.forEach(Place::empty);
	}

	@AfterAll
	void stop() {
		places.forEach(Place::close);
	}

	private static MovingStore store(Place place) {
		return new MovingStore(place.repository(), place.moves());
	}

	/** The store from which campaigns come. */
	private MovingStore from() {
		return store(places.getFirst());
	}

	/** The store to which campaigns go. */
	private MovingStore to() {
		return store(places.getLast());
	}

	private Arrival move(String campaignId) {
		return to().moves().takeIn(from().rows(campaignId).iterator());
	}

	private static RequestKey key(String owner) {
		return new RequestKey(owner, "key-1");
	}

	/** A campaign in which all has happened that can. */
	private String eventful() {
		CampaignBuilder campaign = from().running()
			.name("Naïve \"spring\" 봄")
			.maxCoupons(50)
			.codes(Charset.SAFE, "SOLD-####-####")
			.perUserLimit(3)
			.quota(new Quota(Per.MONTH, 20, 2))
			.metadata(Map.of("team", "a\nb"));
		String id = from().create(campaign);
		done(from().repository().issue(new IssueRequest(id, "alice", key("app"))));
		done(from().repository().issue(new IssueRequest(id, "alice", key("shop"))));
		String redeemed = done(from().issue(id, "dave", null)).code();
		done(from().store().redeem(redeemed, "order-1", key("till")));
		done(from().store().unredeem(redeemed, "order-1"));
		done(from().store().redeem(redeemed, "order-2", RequestKey.common("key-2")));
		done(from().store().makeVoid(done(from().issue(id, "zoë", null)).code()));
		String revoked = done(from().issue(id, "bob", null)).code();
		done(from().store().makeVoid(revoked));
		done(from().store().revokeVoid(revoked));
		done(from().change(campaign.couponsExtendedTo(from().now().plus(Duration.ofDays(9)))));
		done(from().store().pause(id, true, null));
		done(from().store().pause(id, false, null));
		return id;
	}

	@Test
	void aMovedCampaignIsEqualInEveryRowAnswerAndReport() {
		String id = eventful();
		Report before = done(from().repository().report(id));

		assertThat(move(id)).isEqualTo(Arrival.NEW);

		assertThat(to().rows(id)).isEqualTo(from().rows(id)).hasSize(25);
		Report after = done(to().repository().report(id));
		assertThat(after.faults()).isEmpty();
		assertThat(after.sha256()).isEqualTo(before.sha256());
		assertThat(after).usingRecursiveComparison().ignoringFields("id", "madeAt").isEqualTo(before);
		assertThat(to().moves().report(id).sha256()).isEqualTo(before.sha256());
		assertThat(to().read(id)).isEqualTo(from().read(id));
		List<Coupon> coupons = done(from().repository().coupons(id, null, 0, 100)).items();
		assertThat(done(to().repository().coupons(id, null, 0, 100)).items()).isEqualTo(coupons).hasSize(5);
		assertThat(coupons).allSatisfy(coupon -> assertThat(to().repository().history(coupon.code()))
			.isEqualTo(from().repository().history(coupon.code())));
		assertThat(to().repository().wallet(new Wallet("alice", null, null), null, 9))
			.isEqualTo(from().repository().wallet(new Wallet("alice", null, null), null, 9));
		assertThat(to().log()).isEqualTo(from().log()).hasSizeGreaterThan(5);
		assertThat(to().events(id)).usingRecursiveFieldByFieldElementComparatorIgnoringFields("position")
			.isEqualTo(from().events(id));
	}

	@Test
	void repeatedRequestsGetWhatTheyGotBeforeTheMove() {
		String id = eventful();
		move(id);
		List<Coupon> coupons = done(from().repository().coupons(id, null, 0, 100)).items();

		assertThat(replayed(to().repository().issue(new IssueRequest(id, "alice", key("app")))).code())
			.isEqualTo(coupons.get(0).code());
		assertThat(replayed(to().repository().issue(new IssueRequest(id, "alice", key("shop")))).code())
			.isEqualTo(coupons.get(1).code());
		Redeem again = new Redeem("order-2", RequestKey.common("key-2"));
		assertThat(replayed(to().repository().change(coupons.get(2).code(), again, Act.OF_THE_SERVICE))).isNotNull();
	}

	@Test
	void theCampaignGoesOnWhereItWas() {
		String id = eventful();
		move(id);

		assertRefused(to().issue(id, "alice", null), Refusal.USER_QUOTA_REACHED);
		Coupon next = done(to().issue(id, "carol", null));
		assertThat(next.sequence()).isEqualTo(6);
		assertThat(to().read(id).issued()).isEqualTo(6);
		done(to().store().redeem(next.code().toLowerCase(Locale.ROOT), null, null));
		assertThat(done(to().repository().report(id)).faults()).isEmpty();
		assertThat(from().read(id).issued()).isEqualTo(5);
	}

	@Test
	void importedCodesAreIssuedInTheirOrder() {
		String id = from().create(from().running().imported());
		List<String> codes = Stream.of("P-1", "P-9", "P-5", "P-2").map(code -> id + code).toList();
		done(from().repository().importCodes(id, codes, Act.OF_THE_SERVICE));
		done(from().issue(id));
		move(id);

		assertRefused(to().repository().findCoupon(codes.get(1)), Refusal.COUPON_NOT_FOUND);
		assertThat(Stream.generate(() -> done(to().issue(id)).code()).limit(3)).isEqualTo(codes.subList(1, 4));
		assertThat(done(to().repository().report(id)).faults()).isEmpty();
	}

	@Test
	void aSecondImportChangesNothing() {
		String id = eventful();
		move(id);
		done(to().issue(id, "carol", null));
		List<Row> before = to().rows(id);

		assertThat(move(id)).isEqualTo(Arrival.PRESENT);

		assertThat(to().rows(id)).isEqualTo(before);
	}

	@Test
	void anImportThatBreaksOffLeavesNothingAndCanBeRepeated() {
		String id = eventful();
		List<Row> rows = from().rows(id);
		for (int left = 0; left < rows.size(); left++) {
			Iterator<Row> broken = breakingOff(rows.subList(0, left));
			assertThatThrownBy(() -> to().moves().takeIn(broken)).hasMessage("It breaks off");
			assertRefused(to().repository().find(id, 0), Refusal.CAMPAIGN_NOT_FOUND);
		}

		assertThat(move(id)).isEqualTo(Arrival.NEW);
		assertThat(to().rows(id)).isEqualTo(rows);
	}

	private static Iterator<Row> breakingOff(List<Row> rows) {
		Iterator<Row> whole = rows.iterator();
		return new Iterator<>() {
			@Override
			public boolean hasNext() {
				if (!whole.hasNext()) {
					throw new UnmovableException("It breaks off");
				}
				return true;
			}

			@Override
			public Row next() {
				return whole.next();
			}
		};
	}

	@Test
	void aFileWithControlCharactersInCodesOrUsersIsRefused() {
		String id = eventful();
		List<Row> rows = from().rows(id);
		for (String name : List.of("code", "user_id")) {
			for (String text : List.of("a\tb", "a\u0001b", "a\u0000")) {
				List<Row> changed = new ArrayList<>(rows);
				changed.replaceAll(row -> row.values().containsKey(name) ? with(row, name, text) : row);

				assertThatThrownBy(() -> to().moves().takeIn(changed.iterator())).isInstanceOf(UnmovableException.class)
					.hasMessage("A row of the kind coupon has a wrong %s: the file is not as it was written.", name);
				assertRefused(to().repository().find(id, 0), Refusal.CAMPAIGN_NOT_FOUND);
			}
		}
	}

	private static Row with(Row row, String name, String text) {
		Map<String, Object> values = new LinkedHashMap<>(row.values());
		values.put(name, text);
		return new Row(row.kind(), values);
	}

	@Test
	void anotherCampaignKeepsItsId() {
		String id = eventful();
		done(to().store().create(to().running().id(id).build()));
		List<Row> before = to().rows(id);

		assertThatThrownBy(() -> move(id)).isInstanceOf(UnmovableException.class)
			.hasMessageContaining("Another campaign here has the id " + id);
		assertThat(to().rows(id)).isEqualTo(before);
	}

	@Test
	void anotherCampaignKeepsItsCodes() {
		String id = from().create(from().running().imported());
		done(from().repository().importCodes(id, List.of("mine", "ours", "last"), Act.OF_THE_SERVICE));
		done(from().issue(id));
		String other = to().create(to().running().imported());
		done(to().repository().importCodes(other, List.of("ours"), Act.OF_THE_SERVICE));

		assertThatThrownBy(() -> move(id)).isInstanceOf(UnmovableException.class)
			.hasMessageContaining("The code ours belongs to another campaign here");
		assertRefused(to().repository().find(id, 0), Refusal.CAMPAIGN_NOT_FOUND);
		assertRefused(to().repository().findCoupon("mine"), Refusal.COUPON_NOT_FOUND);
	}

	@Test
	void aCampaignThatWasDeletedHereDoesNotComeBack() {
		String id = eventful();
		move(id);
		done(to().store().delete(id, true, null));

		assertThatThrownBy(() -> move(id)).isInstanceOf(UnmovableException.class)
			.hasMessageContaining("was deleted here");
	}

	@Test
	void campaignsShareTheCodesThatThereAre() {
		CodeFormat format = CodeFormat.of(Charset.NUMERIC, CodeFormat.drawn(6));
		String all = from()
			.create(from().running().maxCoupons(format.room()).codes(Charset.NUMERIC, format.template()));
		move(all);

		CampaignBuilder one = to().running().maxCoupons(1).codes(Charset.NUMERIC, format.template());
		assertRefused(to().store().create(one.build()), Refusal.CODE_SPACE_EXHAUSTED);
	}

	@Test
	void aCampaignNeedsCodesOfItsOwn() {
		CodeFormat format = CodeFormat.of(Charset.NUMERIC, CodeFormat.drawn(6));
		CampaignBuilder half = from().running()
			.maxCoupons(format.room() / 2 + 1)
			.codes(Charset.NUMERIC, format.template());
		String id = from().create(half);
		done(to().store().create(half.id(id + "-other").build()));

		assertThatThrownBy(() -> move(id)).isInstanceOf(UnmovableException.class)
			.hasMessageContaining("leave too few codes");
		assertRefused(to().repository().find(id, 0), Refusal.CAMPAIGN_NOT_FOUND);
	}

	@Test
	void thereIsNothingToMoveOfACampaignThatThereIsNot() {
		assertThatThrownBy(() -> from().rows("none")).isInstanceOf(UnmovableException.class)
			.hasMessage("There is no campaign none.");
		assertThatThrownBy(() -> from().moves().report("none")).isInstanceOf(UnmovableException.class);
		assertThatThrownBy(() -> to().moves().takeIn(Collections.emptyIterator()))
			.isInstanceOf(UnmovableException.class);
	}

}
