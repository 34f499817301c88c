package dev.coupon.monitoring;

import dev.coupon.testing.Api;
import dev.coupon.testing.TestSetup.StoreFailure;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.TestPropertySource;

/** The same with a store in a database, which has more to tell. */
@TestPropertySource(properties = "coupon.store=sqlite")
@DirtiesContext
class SqliteMetricsTests extends MetricsTests {

	@TempDir
	static Path folder;

	@Autowired
	SqliteMetricsTests(Api api, ApplicationContext service, StoreFailure failure) {
		super(api, service, failure);
	}

	@DynamicPropertySource
	static void keepTheFileInAFolderOfItsOwn(DynamicPropertyRegistry settings) {
		settings.add("coupon.sqlite.file", () -> folder.resolve("coupons.db"));
	}

	@Override
	boolean isKnown(String metric) {
		return isOfTheService(metric);
	}

}
