package dev.coupon.store.valkey.node;

import java.util.ArrayList;
import java.util.List;

/**
 * A command of the server.
 *
 * @param key the key that says which node gets the command
 * @param arguments all that follows the name
 */
public record Command(String name, String key, List<String> arguments) {

	/**
	 * A field of a hash.
	 *
	 * @param key the key of the hash
	 */
	public record Field(String key, String name) {
	}

	/** A command whose first argument is its key. */
	public static Command of(String name, String key, String... more) {
		return of(name, key, List.of(more));
	}

	/** A command whose first argument is its key. */
	public static Command of(String name, String key, List<String> more) {
		List<String> arguments = new ArrayList<>(more.size() + 1);
		arguments.add(key);
		arguments.addAll(more);
		return new Command(name, key, arguments);
	}

	/** The arguments behind the key, of a command whose first argument is its key. */
	public List<String> behindKey() {
		return arguments.subList(1, arguments.size());
	}

}
