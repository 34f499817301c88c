package dev.coupon.store.command;

import dev.coupon.domain.evidence.Report;
import dev.coupon.domain.port.failure.OutcomeUnknownException;
import dev.coupon.domain.port.failure.OverloadedException;
import dev.coupon.domain.port.move.CampaignMoves;
import dev.coupon.domain.port.move.CampaignMoves.Arrival;
import dev.coupon.domain.port.move.UnmovableException;
import java.io.BufferedReader;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The commands {@code export-campaign ID} and {@code import-campaign}, which write a
 * campaign of a store to the standard output, and read it from the standard input.
 */
public final class MoveCommands {

	/** The name of the command that exports. */
	public static final String EXPORT = "export-campaign";

	/** The name of the command that imports. */
	public static final String IMPORT = "import-campaign";

	/** The exit code if a campaign can't be moved. */
	public static final int FAILED = 1;

	private final @Nullable CampaignMoves moves;

	private final PrintStream err;

	/**
	 * @param moves the moves out of the store and into it; absent if it has none
	 * @param err the stream for what operators read
	 */
	public MoveCommands(@Nullable CampaignMoves moves, PrintStream err) {
		this.moves = moves;
		this.err = err;
	}

	/**
	 * Exports a campaign.
	 * @param out the stream for the file, which is in UTF-8 whatever the stream's charset
	 * @return the exit code
	 */
	public int exportTo(PrintStream out, String campaignId) {
		return run(store -> {
			PrintStream lines = new PrintStream(out, false, StandardCharsets.UTF_8);
			CampaignFile file = new CampaignFile(line -> print(lines, line));
			store.giveAway(campaignId, file);
			print(lines, CampaignFile.line(file.end()));
			if (lines.checkError()) {
				throw new UnmovableException("The file can't be written. Delete what is there of it.");
			}
			err.println("Exported campaign " + facts(store.report(campaignId)));
			err.println("The file holds all codes, those that are not issued too. Let nobody else read it, and "
					+ "delete it after the import.");
		});
	}

	/** Prints a line that ends in the same way on every system. */
	private static void print(PrintStream out, String line) {
		out.print(line + "\n");
	}

	/**
	 * Imports a campaign.
	 * @return the exit code
	 */
	public int importFrom(InputStream in) {
		return run(store -> {
			CampaignFileReader file = new CampaignFileReader(
					new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8)));
			if (!file.hasNext()) {
				throw new UnmovableException("There is no campaign in the file.");
			}
			Arrival arrival = store.takeIn(file);
			if (arrival == Arrival.PRESENT) {
				refuseUnlessEqual(store, file.campaignId(), file);
			}
			err.println(
					(arrival == Arrival.NEW ? "Imported campaign " : "Nothing to do, this is here already: campaign ")
							+ facts(store.report(file.campaignId())));
		});
	}

	/** Compares a campaign that is here already with the one in a file. */
	private static void refuseUnlessEqual(CampaignMoves store, String campaignId, CampaignFileReader file) {
		while (file.hasNext()) {
			file.next();
		}
		CampaignFile here = new CampaignFile(null);
		store.giveAway(campaignId, here);
		if (!Objects.requireNonNull(file.end()).values().equals(here.end().values())) {
			throw new UnmovableException(
					"The campaign %s is here already, and not as it is in the file: it has changed "
						.formatted(campaignId) + "here or where it came from. Nothing is changed.");
		}
	}

	private static String facts(Report report) {
		return "%s: %d issued, %d redeemed, %d void, sha256 %s, %s".formatted(report.campaignId(),
				report.counts().issued(), report.counts().redeemed(), report.counts().voided(), report.sha256(),
				report.faults().isEmpty() ? "consistent" : "NOT CONSISTENT " + report.faults());
	}

	/** Work that moves a campaign. */
	private interface Work {

		void in(CampaignMoves store);

	}

	private int run(Work work) {
		if (moves == null) {
			err.println("The memory of this command holds no campaigns, and keeps none. Name the store in a database "
					+ "with the settings of the service, such as --coupon.store=sqlite.");
			return FAILED;
		}
		try {
			work.in(moves);
			return 0;
		}
		catch (UnmovableException | UncheckedIOException e) {
			err.println(e.getMessage());
		}
		catch (OverloadedException | OutcomeUnknownException e) {
			err.println(e.getMessage() + ". Run the command again: it changes nothing that is done.");
		}
		return FAILED;
	}

}
