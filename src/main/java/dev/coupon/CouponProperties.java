package dev.coupon;

import dev.coupon.caller.rate.LimitSettings;
import dev.coupon.connect.ConnectSettings;
import dev.coupon.console.ConsoleSettings;
import dev.coupon.events.EventSettings;
import dev.coupon.events.webhook.WebhookSettings;
import dev.coupon.grpc.GrpcSettings;
import dev.coupon.security.SecuritySettings;
import dev.coupon.service.retention.RetentionSettings;
import dev.coupon.start.warmup.WarmUpSettings;
import dev.coupon.store.batch.BatchSettings;
import dev.coupon.store.jdbc.postgresql.PostgresqlSettings;
import dev.coupon.store.jdbc.sqlite.SqliteSettings;
import dev.coupon.store.layer.StoreKind;
import dev.coupon.store.memory.MemorySettings;
import dev.coupon.store.metrics.MetricsSettings;
import dev.coupon.store.valkey.connection.ValkeySettings;
import dev.coupon.web.input.BodySettings;
import jakarta.validation.Valid;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.NestedConfigurationProperty;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * All settings that begin with {@code coupon.}, grouped by room. Each room gets its own
 * group as a bean (see {@link RoomSettings}). A setting that is not listed here stops the
 * start.
 *
 * @param timeZone Time zone of dates without an offset, unless their campaign names a
 * zone. The system's zone if absent.
 */
@Validated
@ConfigurationProperties(prefix = "coupon", ignoreUnknownFields = false)
public record CouponProperties(@Nullable ZoneId timeZone, @DefaultValue("memory") StoreKind store,
		@Valid @DefaultValue @NestedConfigurationProperty MemorySettings memory,
		@Valid @DefaultValue @NestedConfigurationProperty SqliteSettings sqlite,
		@Valid @DefaultValue @NestedConfigurationProperty PostgresqlSettings postgresql,
		@Valid @DefaultValue @NestedConfigurationProperty ValkeySettings valkey,
		@Valid @DefaultValue @NestedConfigurationProperty BatchSettings batch,
		@Valid @DefaultValue @NestedConfigurationProperty RetentionSettings retention,
		@Valid @DefaultValue @NestedConfigurationProperty MetricsSettings metrics,
		@Valid @DefaultValue @NestedConfigurationProperty LimitSettings limits,
		@Valid @DefaultValue @NestedConfigurationProperty SecuritySettings security,
		@Valid @DefaultValue @NestedConfigurationProperty BodySettings body,
		@Valid @DefaultValue @NestedConfigurationProperty ConnectSettings connect,
		@Valid @DefaultValue @NestedConfigurationProperty GrpcSettings grpc,
		@Valid @DefaultValue @NestedConfigurationProperty EventSettings events,
		@Valid @DefaultValue @NestedConfigurationProperty WebhookSettings webhooks,
		@Valid @DefaultValue @NestedConfigurationProperty ConsoleSettings console,
		@Valid @DefaultValue @NestedConfigurationProperty WarmUpSettings warmUp) {
}
