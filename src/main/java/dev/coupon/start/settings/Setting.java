package dev.coupon.start.settings;

import java.util.Collection;
import java.util.Map;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;

/**
 * A setting that somebody has set.
 *
 * @param name its name, as its room or Spring Boot writes it
 * @param type the type of its value
 */
record Setting(ConfigurationPropertyName name, Class<?> type) {

	/**
	 * Tells whether an empty value means something: an empty text, list or map.
	 */
	boolean mayBeEmpty() {
		return CharSequence.class.isAssignableFrom(type) || Collection.class.isAssignableFrom(type)
				|| Map.class.isAssignableFrom(type) || type.isArray() || type == Object.class;
	}

	/** Tells whether the name begins with this one. */
	boolean isIn(ConfigurationPropertyName group) {
		return group.isAncestorOf(name);
	}

	@Override
	public String toString() {
		return name.toString();
	}

}
