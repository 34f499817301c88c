package dev.coupon.store.valkey.server;

import dev.coupon.store.valkey.node.Command;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.codec.digest.DigestUtils;

/**
 * The scripts that run on the server. They know nothing of campaigns: they run commands
 * as of one moment, and write only if a version is still the present one.
 */
public final class Scripts {

	/** Runs command number {@code c} from the arguments at {@code i}. */
	private static final String RUN = """
			local i
			local function run(key)
			  local n = tonumber(ARGV[i + 1])
			  local answer = redis.call(ARGV[i], key, unpack(ARGV, i + 2, i + 1 + n))
			  i = i + 2 + n
			  return answer
			end
			""";

	private static final String READ = RUN + """
			i = 1
			local answers = redis.call('TIME')
			for c = 1, #KEYS do
			  answers[c + 2] = run(KEYS[c])
			end
			return answers
			""";

	/**
	 * Writes if the version is the present one. The note tells a repeated attempt that
	 * the first one was done. It is written again then, so that replicas are asked
	 * whether they have all that was written before.
	 */
	private static final String WRITE = RUN + """
			local version = redis.call('HGET', KEYS[1], 'v') or ''
			if version ~= ARGV[1] then
			  if redis.call('GET', KEYS[2]) ~= ARGV[2] then
			    return 0
			  end
			else
			  i = 4
			  for c = 3, #KEYS do
			    run(KEYS[c])
			  end
			  if ARGV[3] == '' then
			    redis.call('HSET', KEYS[1], 'v', ARGV[2])
			  end
			end
			redis.call('SET', KEYS[2], ARGV[2], 'EX', 3600)
			return 1
			""";

	private static final String READ_SHA = DigestUtils.sha1Hex(READ);

	private static final String WRITE_SHA = DigestUtils.sha1Hex(WRITE);

	private Scripts() {
	}

	/** The script for reading, by its digest. */
	static Command read(List<Command> commands) {
		List<String> arguments = new ArrayList<>();
		arguments.add(READ_SHA);
		arguments.add(Integer.toString(commands.size()));
		addAll(commands, arguments, List.of());
		return new Command("EVALSHA", commands.getFirst().key(), arguments);
	}

	/**
	 * The script for writing, by its digest.
	 * @param note the key of the note by which a repeated attempt knows of the first one
	 */
	static Command write(Write write, String note) {
		List<String> arguments = new ArrayList<>();
		arguments.add(WRITE_SHA);
		arguments.add(Integer.toString(write.commands().size() + 2));
		arguments.add(write.versioned().head());
		arguments.add(note);
		addAll(write.commands(), arguments,
				List.of(write.versioned().version(), write.next(), write.gone() ? "gone" : ""));
		return new Command("EVALSHA", write.versioned().head(), arguments);
	}

	private static void addAll(List<Command> commands, List<String> arguments, List<String> first) {
		commands.forEach(command -> arguments.add(command.key()));
		arguments.addAll(first);
		for (Command command : commands) {
			List<String> behindKey = command.behindKey();
			arguments.add(command.name());
			arguments.add(Integer.toString(behindKey.size()));
			arguments.addAll(behindKey);
		}
	}

	/** Replaces the value of a field, or deletes it, if it is still the expected one. */
	private static final String SWAP = """
			if redis.call('HGET', KEYS[1], ARGV[1]) ~= ARGV[2] then
			  return 0
			end
			if ARGV[3] then
			  redis.call('HSET', KEYS[1], ARGV[1], ARGV[3])
			else
			  redis.call('HDEL', KEYS[1], ARGV[1])
			end
			return 1
			""";

	/**
	 * The command that replaces the value of a field in a hash, if it is still the
	 * expected one. It answers 1 if it was.
	 */
	public static Command swap(Command.Field field, String expected, String value) {
		return new Command("EVAL", field.key(), List.of(SWAP, "1", field.key(), field.name(), expected, value));
	}

	/**
	 * The command that deletes a field from a hash, if it still has the expected value.
	 */
	public static Command delete(Command.Field field, String expected) {
		return new Command("EVAL", field.key(), List.of(SWAP, "1", field.key(), field.name(), expected));
	}

	/** Sets a field that is absent, or whose value begins with a mark. */
	private static final String CLAIM = """
			local value = redis.call('HGET', KEYS[1], ARGV[1])
			if value and string.sub(value, 1, string.len(ARGV[3])) ~= ARGV[3] then
			  return 0
			end
			redis.call('HSET', KEYS[1], ARGV[1], ARGV[2])
			return 1
			""";

	/**
	 * The command that sets a field of a hash, if it is absent, or if its value begins
	 * with a mark.
	 */
	public static Command claim(Command.Field field, String value, String mark) {
		return new Command("EVAL", field.key(), List.of(CLAIM, "1", field.key(), field.name(), value, mark));
	}

	/** Replaces the value of a key, for a while, if it is still the expected one. */
	private static final String REPLACE = """
			if (redis.call('GET', KEYS[1]) or '') ~= ARGV[1] then
			  return 0
			end
			redis.call('SET', KEYS[1], ARGV[2], 'PX', ARGV[3])
			return 1
			""";

	/**
	 * The command that replaces the value of a key, if it is still the expected one. It
	 * answers 1 if it was.
	 * @param expected the value; empty if there must be none
	 * @param life how long the new value is kept, a millisecond or more
	 */
	public static Command replace(String key, String expected, String value, Duration life) {
		return new Command("EVAL", key, List.of(REPLACE, "1", key, expected, value, Long.toString(life.toMillis())));
	}

	/** The same script by its text, for a node that doesn't know it. */
	static Command byText(Command script) {
		if (!script.name().equals("EVALSHA")) {
			return script;
		}
		List<String> arguments = new ArrayList<>(script.arguments());
		arguments.set(0, arguments.getFirst().equals(READ_SHA) ? READ : WRITE);
		return new Command("EVAL", script.key(), arguments);
	}

}
