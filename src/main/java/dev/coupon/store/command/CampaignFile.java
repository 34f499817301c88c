package dev.coupon.store.command;

import dev.coupon.domain.port.move.CampaignMoves.Row;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.commons.codec.digest.DigestUtils;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * The file of a campaign, as it is written: a line of JSON for each row, and a last line
 * by which a reader knows that the file is whole and as it was written.
 */
final class CampaignFile implements Consumer<Row> {

	/** The version of the format, which the last line names. */
	static final long FORMAT = 1;

	/** The kind of the last line. */
	static final String END = "end";

	private static final JsonMapper JSON = JsonMapper.shared();

	private final @Nullable Consumer<String> lines;

	private final MessageDigest digest = DigestUtils.getSha256Digest();

	private long rows;

	/**
	 * @param lines takes the lines; absent to know only how the file would end
	 */
	CampaignFile(@Nullable Consumer<String> lines) {
		this.lines = lines;
	}

	@Override
	public void accept(Row row) {
		String line = line(row);
		digest.update((line + "\n").getBytes(StandardCharsets.UTF_8));
		rows++;
		if (lines != null) {
			lines.accept(line);
		}
	}

	/** The last line, after all rows. */
	Row end() {
		return new Row(END,
				Map.of("format", FORMAT, "rows", rows, "sha256", HexFormat.of().formatHex(digest.digest())));
	}

	static String line(Row row) {
		return JSON.writeValueAsString(Map.of(row.kind(), row.values()));
	}

}
