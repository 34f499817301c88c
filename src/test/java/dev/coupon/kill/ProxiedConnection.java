package dev.coupon.kill;

import dev.coupon.kill.DatabaseProxy.Fault;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/**
 * A connection through the proxy, which follows as much of PostgreSQL's protocol as it
 * takes to see commits.
 */
final class ProxiedConnection {

	/** How long a late commit takes. */
	private static final int LATE = 200;

	private static final int LENGTH_BYTES = 4;

	private static final char QUERY = 'Q';

	private static final char PARSE = 'P';

	private static final char BIND = 'B';

	private static final char SYNC = 'S';

	private static final char COMPLETED = 'C';

	private final DatabaseProxy proxy;

	private final Socket service;

	private final Socket server;

	private final Map<String, String> statements = new HashMap<>();

	ProxiedConnection(DatabaseProxy proxy, Socket service, Socket server) {
		this.proxy = proxy;
		this.service = service;
		this.server = server;
	}

	/** A part of the conversation, which begins with its type. */
	private static final class Message {

		private final char type;

		private final byte[] content;

		private Message(char type, byte[] content) {
			this.type = type;
			this.content = content;
		}

		static Message read(DataInputStream in) throws IOException {
			char type = (char) in.readByte();
			byte[] content = new byte[in.readInt() - LENGTH_BYTES];
			in.readFully(content);
			return new Message(type, content);
		}

		void write(DataOutputStream out) throws IOException {
			out.writeByte(type);
			out.writeInt(content.length + LENGTH_BYTES);
			out.write(content);
		}

		/** The strings it begins with, each of which ends with a zero. */
		String string(int number) {
			return new String(content, StandardCharsets.UTF_8).split("\0", number + 2)[number];
		}

	}

	void pumpToServer() {
		try {
			DataInputStream in = in(service);
			DataOutputStream out = out(server);
			int length = in.readInt();
			out.writeInt(length);
			out.write(in.readNBytes(length - LENGTH_BYTES));
			out.flush();
			Message message = Message.read(in);
			while (!(isCommit(message) && breaksAt(message, in, out))) {
				forward(message, in, out);
				message = Message.read(in);
			}
		}
		catch (IOException e) {
			close();
		}
	}

	private boolean isCommit(Message message) {
		String sql = switch (message.type) {
			case QUERY -> message.string(0);
			case BIND -> statements.get(message.string(1));
			default -> null;
		};
		if (message.type == PARSE) {
			statements.put(message.string(0), message.string(1));
		}
		return "COMMIT".equals(sql);
	}

	private boolean breaksAt(Message commit, DataInputStream in, DataOutputStream out) throws IOException {
		if (proxy.takes(Fault.COMMIT_LOST)) {
			close();
			return true;
		}
		if (!proxy.takes(Fault.COMMIT_LATE)) {
			return false;
		}
		Message message = commit;
		message.write(out);
		while (message.type != QUERY && message.type != SYNC) {
			message = Message.read(in);
			message.write(out);
		}
		service.close();
		Kills.pause(LATE);
		// Who awaits the reply closes the connection.
		out.flush();
		return true;
	}

	void pumpToService() {
		try {
			DataInputStream in = in(server);
			DataOutputStream out = out(service);
			Message message = Message.read(in);
			while (!(message.type == COMPLETED && message.string(0).equals("COMMIT")
					&& proxy.takes(Fault.REPLY_LOST))) {
				forward(message, in, out);
				message = Message.read(in);
			}
			close();
		}
		catch (IOException e) {
			close();
		}
	}

	private void forward(Message message, DataInputStream in, DataOutputStream out) throws IOException {
		proxy.awaitForwarding();
		message.write(out);
		if (in.available() == 0) {
			out.flush();
		}
	}

	private static DataInputStream in(Socket socket) throws IOException {
		return new DataInputStream(new BufferedInputStream(socket.getInputStream()));
	}

	private static DataOutputStream out(Socket socket) throws IOException {
		return new DataOutputStream(new BufferedOutputStream(socket.getOutputStream()));
	}

	void close() {
		try (service; server) {
			proxy.forget(this);
		}
		catch (IOException e) {
			throw new UncheckedIOException(e);
		}
	}

}
