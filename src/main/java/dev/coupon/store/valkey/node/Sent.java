package dev.coupon.store.valkey.node;

import io.lettuce.core.codec.StringCodec;
import io.lettuce.core.protocol.AsyncCommand;
import io.lettuce.core.protocol.CommandArgs;
import io.lettuce.core.protocol.ProtocolKeyword;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A command under way. */
final class Sent extends AsyncCommand<String, String, @Nullable Object> {

	Sent(String name, List<String> arguments) {
		super(new io.lettuce.core.protocol.Command<>(new Name(name), new AnswerOutput(),
				new CommandArgs<>(StringCodec.UTF8).addValues(arguments)));
	}

	static Sent of(Command command) {
		return new Sent(command.name(), command.arguments());
	}

	/** The name of a command. */
	private record Name(String text) implements ProtocolKeyword {

		@Override
		public byte[] getBytes() {
			return text.getBytes(StandardCharsets.US_ASCII);
		}

		@Override
		public String toString() {
			return text;
		}

	}

}
