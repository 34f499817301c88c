package dev.coupon.store.valkey;

import dev.coupon.domain.port.CampaignRepository;
import dev.coupon.store.contract.DamageContract;
import dev.coupon.store.valkey.connection.Connections;
import dev.coupon.store.valkey.layout.CampaignKeys;
import io.lettuce.core.RedisClient;
import io.lettuce.core.api.sync.RedisCommands;
import java.security.SecureRandom;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** Damaged texts on a server. */
class ValkeyDamageTests extends DamageContract {

	private TestServer process;

	private Connections connections;

	private ValkeyCampaignRepository store;

	private RedisClient client;

	private RedisCommands<String, String> commands;

	@BeforeEach
	void open() {
		process = new TestServer();
		connections = process.connect();
		client = RedisClient.create(process.address());
		commands = client.connect().sync();
		store = ValkeyStore.repository(connections.server(), TestServer.needs(new SecureRandom()));
		create();
	}

	@AfterEach
	void close() {
		store.close();
		connections.close();
		client.shutdown();
		process.close();
	}

	@Override
	protected CampaignRepository repository() {
		return store;
	}

	@Override
	protected Set<String> damaged() {
		return store.damaged();
	}

	private void replace(String id, String text, String with) {
		String key = CampaignKeys.head(id);
		commands.hset(key, "s", commands.hget(key, "s").replaceFirst(text, with));
	}

	@Override
	protected void damage(Damage damage) {
		switch (damage) {
			case TIME_ZONE -> replace("damaged", "\"timeZone\":\"[^\"]*\"", "\"timeZone\":\"America/Atlantis\"");
			case CHARSET -> replace("damaged", "\"charset\":\"[^\"]*\"", "\"charset\":\"RUNES\"");
			case CHARACTERS -> replace("damaged", "\"characters\":\"[^\"]*\"", "\"characters\":\"\"");
			case METADATA -> replace("damaged", "\"metadata\":[{]", "\"metadata\":not JSON");
			case COUPON_VALID_FOR -> replace("damaged", "\"paused\"", "\"couponValidFor\":\"for ever\",\"paused\"");
		}
	}

	@Override
	protected void age() {
		for (String id : List.of("a", "damaged", "z")) {
			replace(id, "\"startsAt\":[0-9]+", "\"startsAt\":0");
			replace(id, "\"endsAt\":[0-9]+", "\"endsAt\":1");
			String key = CampaignKeys.head(id);
			commands.hset(key, "n", commands.hget(key, "n").replaceFirst("[0-9]+ ([0-9]+)$", "1 $1"));
		}
	}

}
