package dev.coupon.kill;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A file of all that clients asked and all that they were told, in this order. */
final class Ledger implements AutoCloseable {

	private static final String NO_CODE = "-";

	private final Path file;

	private final BufferedWriter writer;

	Ledger(Path file) throws IOException {
		this.file = file;
		this.writer = Files.newBufferedWriter(file);
	}

	synchronized void write(Request request, Answer answer) {
		try {
			writer.write(String.join("\t", request.campaign(), request.user(), request.id(),
					request.code() == null ? NO_CODE : request.code(), answer.kind().name(),
					answer.detail().replaceAll("\\s", " ")));
			writer.newLine();
			writer.flush();
		}
		catch (IOException e) {
			throw new UncheckedIOException(e);
		}
	}

	/** Each request, with {@link Answer#NONE} for each time it was asked. */
	Map<Request, List<Answer>> read() {
		Map<Request, List<Answer>> answers = new LinkedHashMap<>();
		try {
			for (String line : Files.readAllLines(file)) {
				String[] fields = line.split("\t", -1);
				Request request = new Request(fields[0], fields[1], fields[2],
						fields[3].equals(NO_CODE) ? null : fields[3]);
				answers.computeIfAbsent(request, unused -> new ArrayList<>())
					.add(new Answer(Answer.Kind.valueOf(fields[4]), fields[5]));
			}
		}
		catch (IOException e) {
			throw new UncheckedIOException(e);
		}
		return answers;
	}

	@Override
	public void close() throws IOException {
		writer.close();
	}

}
