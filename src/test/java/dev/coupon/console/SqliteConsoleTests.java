package dev.coupon.console;

import dev.coupon.testing.Api;
import java.io.IOException;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Nested;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.TestPropertySource;

/** The same stories of the console with a store in a database. */
class SqliteConsoleTests {

	/**
	 * A store in a new file. It can't be opened again, so no other class gets the
	 * service.
	 */
	@Target(ElementType.TYPE)
	@Retention(RetentionPolicy.RUNTIME)
	@DirtiesContext
	@TestPropertySource(
			properties = { "coupon.store=sqlite", "coupon.sqlite.file=target/console-${random.uuid}/coupons.db" })
	@interface OnSqlite {

	}

	@Nested
	@OnSqlite
	class Audit extends AuditScreenTests {

		@Autowired
		Audit(Api api) {
			super(api);
		}

	}

	@Nested
	@OnSqlite
	class Batch extends BatchTests {

		@Autowired
		Batch(Api api) {
			super(api);
		}

	}

	@Nested
	@OnSqlite
	class CampaignEdit extends CampaignEditTests {

		@Autowired
		CampaignEdit(Api api) {
			super(api);
		}

	}

	@Nested
	@OnSqlite
	class CampaignForm extends CampaignFormTests {

		@Autowired
		CampaignForm(Api api) {
			super(api);
		}

	}

	@Nested
	@OnSqlite
	class Coupons extends CouponsTests {

		@Autowired
		Coupons(Api api) {
			super(api);
		}

	}

	@Nested
	@OnSqlite
	class Exports extends ExportScreenTests {

		@Autowired
		Exports(Api api) {
			super(api);
		}

	}

	@Nested
	@OnSqlite
	class ImportCodes extends ImportCodesTests {

		@Autowired
		ImportCodes(Api api) {
			super(api);
		}

	}

	@Nested
	@OnSqlite
	class LiveCampaign extends LiveCampaignTests {

		@Autowired
		LiveCampaign(Api api) {
			super(api);
		}

	}

	@Nested
	@OnSqlite
	class Redeem extends RedeemTests {

		@Autowired
		Redeem(Api api) {
			super(api);
		}

	}

	@Nested
	@OnSqlite
	class Reports extends ReportScreenTests {

		@Autowired
		Reports(Api api) {
			super(api);
		}

	}

	@Nested
	@OnSqlite
	class Webhooks extends WebhookScreenTests {

		@Autowired
		Webhooks(Api api) throws IOException {
			super(api);
		}

	}

}
