package dev.coupon.store.jdbc.sqlite;

import java.nio.file.Path;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The settings {@code coupon.sqlite}: the store in a file.
 *
 * @param file Path of the database file, which is created if there is none. SQLite keeps
 * two more files of its own beside it.
 */
public record SqliteSettings(@DefaultValue("data/coupons.db") Path file) {
}
