package dev.coupon.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coupon.domain.Campaign;
import dev.coupon.domain.Coupon;
import dev.coupon.domain.Refusal;
import dev.coupon.domain.event.Event;
import dev.coupon.domain.event.EventPage;
import dev.coupon.domain.event.EventPosition;
import dev.coupon.domain.event.EventSelection;
import dev.coupon.domain.log.Act;
import dev.coupon.domain.port.Outcome;
import dev.coupon.domain.port.Outcome.Done;
import dev.coupon.domain.port.Outcome.Refused;
import dev.coupon.domain.port.failure.OverloadedException;
import dev.coupon.domain.port.request.IssueRequest;
import dev.coupon.testing.CampaignBuilder;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/** What an instance answers when another one comes between two of its statements. */
@Timeout(60)
class InterleavingTests {

	private static final String READ_CAMPAIGN = "FROM campaign k JOIN";

	private static final String READ_CODES = "SELECT code FROM coupon";

	private static final String READ_COUPONS = "ORDER BY c.sequence";

	private static final String ISSUE = "INSERT INTO coupon";

	private static final String ERASE = "SELECT MAX(sequence)";

	/** What happens, once, just before a statement with such a part. */
	private final Map<String, Runnable> before = new ConcurrentHashMap<>();

	private TestDatabase database;

	private JdbcCampaignRepository store;

	private JdbcCampaignRepository other;

	private Campaign campaign;

	@BeforeEach
	void open() {
		database = TestDatabase.postgresql();
		database.empty();
		store = database.store(new DelegatingDataSource(database.source()) {
			@Override
			public Connection getConnection() throws SQLException {
				return interrupted(super.getConnection());
			}
		}, new SecureRandom(), Duration.ofSeconds(1));
		other = database.store(database.source(), new SecureRandom(), Duration.ofSeconds(1));
		Instant now = database.now();
		campaign = new CampaignBuilder(now.minusSeconds(1), now.plus(Duration.ofHours(1))).id("c").build();
	}

	@AfterEach
	void close() {
		store.close();
		other.close();
		database.close();
	}

	private Connection interrupted(Connection connection) {
		return (Connection) Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[] { Connection.class },
				(proxy, method, arguments) -> {
					if (method.getName().equals("prepareStatement")) {
						before.keySet()
							.stream()
							.filter(((String) arguments[0])::contains)
							.map(before::remove)
							.forEach(Runnable::run);
					}
					try {
						return method.invoke(connection, arguments);
					}
					catch (InvocationTargetException e) {
						throw e.getCause();
					}
				});
	}

	private static Outcome<Coupon> issue(JdbcCampaignRepository from) {
		return from.issue(new IssueRequest("c", null, null));
	}

	@Test
	void leavesNoCouponOfACampaignThatCameAndWentMeanwhile() {
		before.put(READ_CAMPAIGN, () -> other.create(campaign, Act.OF_THE_SERVICE));
		before.put(ISSUE, () -> other.delete("c", true, null, Act.OF_THE_SERVICE));

		assertThat(issue(store)).isEqualTo(new Refused<>(Refusal.CAMPAIGN_NOT_FOUND));

		other.delete("c", true, null, Act.OF_THE_SERVICE);
		assertThat(other.create(campaign, Act.OF_THE_SERVICE)).isInstanceOf(Done.class);
		assertThat(issue(other)).isInstanceOf(Done.class);
	}

	@Test
	void listsNoPartOfACampaignThatIsErasedMeanwhile() {
		store.create(campaign, Act.OF_THE_SERVICE);
		issue(store);
		before.put(READ_COUPONS, () -> other.delete("c", true, null, Act.OF_THE_SERVICE));

		assertThat(store.coupons("c", null, 0, 10)).isEqualTo(new Refused<>(Refusal.CAMPAIGN_NOT_FOUND));
	}

	@Test
	void readsNoCodesOfACampaignThatHasTakenTheIdMeanwhile() {
		store.create(campaign, Act.OF_THE_SERVICE);
		issue(store);
		before.put(READ_CODES, () -> {
			other.delete("c", true, null, Act.OF_THE_SERVICE);
			other.create(campaign, Act.OF_THE_SERVICE);
			issue(other);
		});

		assertThat(store.find("c", 10)).isEqualTo(other.find("c", 10)).isInstanceOf(Done.class);
	}

	@Test
	void saysThatACampaignIsDeletedAlthoughItCanNotBeErasedYet() {
		store.create(campaign, Act.OF_THE_SERVICE);
		before.put(ERASE, () -> {
			throw new OverloadedException("No time to erase");
		});

		assertThat(store.delete("c", true, null, Act.OF_THE_SERVICE)).isInstanceOf(Done.class);
		assertThat(store.find("c", 0)).isEqualTo(new Refused<>(Refusal.CAMPAIGN_NOT_FOUND));
	}

	/** Such a coupon has an earlier time than events that readers have seen. */
	@Test
	void skipsNoEventOfATransactionThatIsCommittedLate() {
		store.create(campaign, Act.OF_THE_SERVICE);
		List<Event> seen = new ArrayList<>();
		AtomicReference<EventPosition> position = new AtomicReference<>(EventPosition.START);
		before.put(ISSUE, () -> {
			other.create(new CampaignBuilder(database.now(), database.now().plusSeconds(9)).id("d").build(),
					Act.OF_THE_SERVICE);
			position.set(read(position.get(), seen));
		});

		issue(store);
		read(position.get(), seen);

		assertThat(seen).extracting(event -> event.type() + " in " + event.campaignId())
			.containsExactly("campaign.created in c", "campaign.created in d", "coupon.issued in c");
	}

	private EventPosition read(EventPosition after, List<Event> seen) {
		other.extendFeed();
		EventPage page = other.events(EventSelection.ALL, after, 9);
		seen.addAll(page.items());
		return page.nextAfter();
	}

	@Test
	void takesNoCouponOfAnotherCampaignWithTheSameIdForAnEvent() {
		store.create(campaign, Act.OF_THE_SERVICE);
		issue(store);
		store.extendFeed();
		before.put("FROM campaign k JOIN coupon c", () -> {
			other.delete("c", true, null, Act.OF_THE_SERVICE);
			other.create(campaign, Act.OF_THE_SERVICE);
			issue(other);
		});

		assertThat(store.events(EventSelection.ALL, EventPosition.START, 9).items()).extracting(Event::type)
			.containsExactly("campaign.created", "campaign.deleted");
		assertThat(before).isEmpty();
	}

}
