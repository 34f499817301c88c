package dev.coupon.store.valkey;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coupon.domain.evidence.Report.Fault;
import dev.coupon.store.contract.PlantedFault;
import dev.coupon.store.valkey.connection.Connections;
import dev.coupon.store.valkey.layout.CampaignKeys;
import dev.coupon.store.valkey.layout.shared.Shared;
import io.lettuce.core.RedisClient;
import io.lettuce.core.api.sync.RedisCommands;
import java.security.SecureRandom;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The report finds what somebody did to the data on a server. */
@Timeout(60)
class ValkeyPlantedFaultTests {

	private TestServer process;

	private Connections connections;

	private ValkeyCampaignRepository store;

	private RedisClient client;

	@BeforeEach
	void start() {
		process = new TestServer();
		connections = process.connect();
		client = RedisClient.create(process.address());
		store = ValkeyStore.repository(connections.server(), TestServer.needs(new SecureRandom()));
	}

	@AfterEach
	void stop() {
		store.close();
		connections.close();
		client.shutdown();
		process.close();
	}

	/** Damage, and the kinds of the faults. */
	record Plant(String name, BiConsumer<RedisCommands<String, String>, CampaignKeys> damage, List<String> faults) {

		private Plant(String name, BiConsumer<RedisCommands<String, String>, CampaignKeys> damage, String... faults) {
			this(name, damage, List.of(faults));
		}

		@Override
		public String toString() {
			return name;
		}

	}

	private static Plant numbers(String pattern, String with, String... faults) {
		return head("n", pattern, with, faults);
	}

	private static Plant head(String field, String pattern, String with, String... faults) {
		return new Plant(field + " " + pattern, (commands, keys) -> {
			String key = CampaignKeys.head("c");
			commands.hset(key, field, commands.hget(key, field).replaceFirst(pattern, with));
		}, faults);
	}

	private static Plant created(String text, String with, String... faults) {
		return new Plant("log " + text,
				(commands, keys) -> commands.lset(keys.log(1), 0, commands.lindex(keys.log(1), 0).replace(text, with)),
				faults);
	}

	private static String code(RedisCommands<String, String> commands, CampaignKeys keys, int sequence) {
		return commands.lindex(keys.coupons(1), sequence - 1).split("\t", -1)[0];
	}

	static Stream<Plant> damage() {
		return Stream.of(
				new Plant("no last coupon", (commands, keys) -> commands.rpop(keys.coupons(6)), "missing-row",
						"wrong-count", "wrong-slot"),
				new Plant("no coupon 3",
						(commands, keys) -> commands.lrem(keys.coupons(3), 1, commands.lindex(keys.coupons(3), 2)),
						"missing-row", "wrong-count", "doubled-code", "wrong-slot"),
				new Plant("one code twice",
						(commands, keys) -> commands.lset(keys.coupons(6), 5, commands.lindex(keys.coupons(3), 2)),
						"doubled-code"),
				new Plant("a code leads nowhere",
						(commands, keys) -> commands.hdel(Shared.codes(code(commands, keys, 3)),
								code(commands, keys, 3)),
						"doubled-code"),
				numbers("^6", "5", "wrong-count"), numbers("^6", "7", "missing-row", "wrong-count"),
				numbers("^6 1", "6 0", "wrong-count"), numbers("^6 1 1", "6 1 2", "wrong-count"),
				new Plant("no redemption", (commands, keys) -> commands.hdel(keys.lives(1), "1"), "wrong-count"),
				new Plant("not void", (commands, keys) -> commands.hdel(keys.lives(2), "2"), "wrong-count"),
				created("\"maxCoupons\":10", "\"maxCoupons\":5", "limit-broken"),
				created("\"perUserLimit\":3", "\"perUserLimit\":2", "user-limit-broken"),
				new Plant("a user has one coupon less",
						(commands, keys) -> commands.hset(keys.users("alice"), "alice", "1,2"), "wrong-slot"),
				new Plant("a user has one coupon more",
						(commands, keys) -> commands.hset(keys.users("alice"), "alice", "1,2,4,6"), "wrong-slot",
						"user-limit-broken"),
				new Plant("a user has none", (commands, keys) -> commands.hdel(keys.users("alice"), "alice"),
						"wrong-slot"),
				head("s", "\"timeZone\":\"", "\"timeZone\":\"?", "unreadable-settings"));
	}

	@ParameterizedTest
	@MethodSource("damage")
	void findsTheDamage(Plant plant) {
		PlantedFault.fill(store);
		assertThat(PlantedFault.report(store).faults()).isEmpty();
		RedisCommands<String, String> commands = client.connect().sync();
		String[] identity = commands.hget(CampaignKeys.head("c"), "i").split(" ", -1);

		plant.damage.accept(commands, new CampaignKeys("c", identity[0], Integer.parseInt(identity[2])));

		assertThat(PlantedFault.report(store).faults()).extracting(Fault::code)
			.containsOnly(plant.faults.toArray(String[]::new));
	}

}
