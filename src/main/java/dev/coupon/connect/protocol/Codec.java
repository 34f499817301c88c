package dev.coupon.connect.protocol;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.util.JsonFormat;
import dev.coupon.procedure.Code;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;

/** The encodings of messages. A request chooses one by its media type. */
enum Codec {

	JSON("application/json"), PROTO("application/proto");

	/** All supported media types, as a header lists them. */
	static final String MEDIA_TYPES = JSON.mediaType + ", " + PROTO.mediaType;

	private static final JsonFormat.Parser PARSER = JsonFormat.parser().ignoringUnknownFields();

	/**
	 * Prints false and empty values, too, so that people who read an answer see a
	 * refusal.
	 */
	private static final JsonFormat.Printer PRINTER = JsonFormat.printer()
		.alwaysPrintFieldsWithNoPresence()
		.omittingInsignificantWhitespace();

	private final String mediaType;

	Codec(String mediaType) {
		this.mediaType = mediaType;
	}

	/** The codec for a {@code Content-Type}; null if there is none. */
	static @Nullable Codec of(@Nullable String contentType) {
		for (Codec codec : values()) {
			if (codec.mediaType.equals(contentType)) {
				return codec;
			}
		}
		try {
			return contentType == null ? null : of(MediaType.parseMediaType(contentType));
		}
		catch (InvalidMediaTypeException e) {
			return null;
		}
	}

	private static @Nullable Codec of(MediaType wanted) {
		if (wanted.getCharset() != null && !wanted.getCharset().equals(StandardCharsets.UTF_8)) {
			return null;
		}
		String name = wanted.getType() + "/" + wanted.getSubtype();
		return Arrays.stream(values()).filter(codec -> codec.mediaType.equalsIgnoreCase(name)).findFirst().orElse(null);
	}

	String mediaType() {
		return mediaType;
	}

	/**
	 * Reads a message. Fields that its type doesn't have are ignored.
	 * @param empty an empty message of the type to read
	 */
	@SuppressWarnings("unchecked") // A builder builds its own type.
	<Q extends Message> Q read(byte[] bytes, Q empty) {
		Message.Builder message = empty.newBuilderForType();
		try {
			switch (this) {
				case JSON -> PARSER.merge(StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString(),
						message);
				case PROTO -> message.mergeFrom(bytes);
			}
		}
		catch (InvalidProtocolBufferException | CharacterCodingException e) {
			throw new ConnectException(Code.INVALID_ARGUMENT, "The body can't be read as %s in %s."
				.formatted(empty.getDescriptorForType().getFullName(), mediaType));
		}
		return (Q) message.build();
	}

	byte[] write(Message message) {
		try {
			return switch (this) {
				case JSON -> PRINTER.print(message).getBytes(StandardCharsets.UTF_8);
				case PROTO -> message.toByteArray();
			};
		}
		catch (InvalidProtocolBufferException e) {
			throw new IllegalStateException(e);
		}
	}

}
