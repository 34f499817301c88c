package dev.coupon.store.valkey.server;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The answers to commands that were read as of one moment.
 *
 * @param now the server's time at that moment, to the millisecond
 * @param answers an answer for each command: a text, a {@link Long}, null, or a list of
 * answers
 */
public record Reply(Instant now, List<@Nullable Object> answers) {

	/** The text that a command has answered; null for nothing. */
	public @Nullable String text(int command) {
		return (String) answers.get(command);
	}

	/** The number that a command has answered. */
	public long number(int command) {
		return (Long) Objects.requireNonNull(answers.get(command));
	}

	/** The texts that a command has answered, some of which may be null. */
	@SuppressWarnings("unchecked") // Commands that are asked for texts answer with texts.
	public List<@Nullable String> texts(int command) {
		return (List<@Nullable String>) Objects.requireNonNull(answers.get(command));
	}

	/** The texts that a command has answered, of which none is null. */
	@SuppressWarnings("unchecked") // Commands that are asked for texts answer with texts.
	public List<String> present(int command) {
		return (List<String>) Objects.requireNonNull(answers.get(command));
	}

	/** The fields and values that a command has answered. */
	public Map<String, String> fields(int command) {
		List<String> texts = present(command);
		Map<String, String> fields = HashMap.newHashMap(texts.size() / 2);
		for (int i = 0; i < texts.size(); i += 2) {
			fields.put(texts.get(i), texts.get(i + 1));
		}
		return fields;
	}

	/** The same reply without its last command. */
	Reply withoutLast() {
		return new Reply(now, answers.subList(0, answers.size() - 1));
	}

	/** The same reply without its first commands. */
	public Reply from(int command) {
		return new Reply(now, answers.subList(command, answers.size()));
	}

}
