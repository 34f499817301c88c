package dev.coupon.kill;

import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** The service on a file, killed again and again. */
class SqliteKillTests {

	private static final int LONGEST_LIFE = 800;

	private static final int LONGEST_START = 3_000;

	@Test
	void keepsThePromiseWhenTheServiceIsKilled() throws Exception {
		Random random = Kills.random(getClass());
		Path folder = Kills.folder(getClass());
		Path file = folder.resolve("coupons.db");
		try (ServiceProcess service = new ServiceProcess(folder.resolve("service.log"), "--coupon.store=sqlite",
				"--coupon.sqlite.file=" + file); Load load = new Load(folder, random, List.of(service))) {
			service.start();
			for (int kill = 0; kill < Kills.COUNT; kill++) {
				load.turnToNewCampaign();
				killAfter(random.nextInt(LONGEST_LIFE), service);
				if (random.nextInt(4) == 0) {
					killAfter(random.nextInt(LONGEST_START), service);
				}
			}
			Audit.check(load, new DriverManagerDataSource("jdbc:sqlite:" + file), service);
		}
	}

	private static void killAfter(int millis, ServiceProcess service) {
		Kills.pause(millis);
		service.kill();
		service.start();
	}

}
