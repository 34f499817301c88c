package dev.coupon.web.campaign.codes;

import dev.coupon.domain.Campaign;
import dev.coupon.domain.port.CodeStock;
import dev.coupon.domain.port.CodeStock.Verdict;
import dev.coupon.domain.port.Outcome;
import dev.coupon.domain.port.Outcome.Refused;
import dev.coupon.domain.port.Outcome.Success;
import dev.coupon.web.campaign.codes.ImportResponse.LineFault;
import dev.coupon.web.campaign.codes.row.CodeRow;
import dev.coupon.web.campaign.codes.row.CodeRows;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Imports the codes of an upload in chunks, so that the memory that is used doesn't
 * depend on how many there are, and counts what becomes of them.
 */
final class CodeUpload {

	/** The greatest number of lines that are reported. */
	private static final int MAX_FAULTS = 100;

	private final Function<List<String>, Outcome<List<Verdict>>> store;

	/** The codes that are read and not in the store. */
	private final List<CodeRow.Code> chunk = new ArrayList<>();

	private final Map<Verdict, Long> counts = new EnumMap<>(Verdict.class);

	private final List<LineFault> faults = new ArrayList<>();

	private long invalid;

	/** The line of the last code that was given to the store; 0 if there is none. */
	private long line;

	/**
	 * @param store imports codes into the campaign
	 */
	CodeUpload(Function<List<String>, Outcome<List<Verdict>>> store) {
		this.store = store;
	}

	/**
	 * Imports all rows.
	 * @return done, or refused by the store; then chunks before may be imported
	 * @throws IOException if the rows can't be read further; likewise
	 */
	Outcome<ImportResponse> run(CodeRows rows) throws IOException {
		for (CodeRow row = rows.next(); row != null; row = rows.next()) {
			switch (row) {
				case CodeRow.Code code -> chunk.add(code);
				case CodeRow.Faulty(long at, String fault) -> addInvalid(at, fault);
			}
			if (chunk.size() == CodeStock.MAX_AT_ONCE && importChunk() instanceof Refused<?> refused) {
				return new Outcome.Refused<>(refused.refusal());
			}
		}
		return importChunk().map(verdicts -> new ImportResponse(count(Verdict.ACCEPTED), count(Verdict.KNOWN),
				count(Verdict.TAKEN), invalid, faults));
	}

	private Outcome<List<Verdict>> importChunk() {
		Outcome<List<Verdict>> outcome = store.apply(chunk.stream().map(CodeRow.Code::code).toList());
		if (outcome instanceof Success<List<Verdict>> success) {
			for (int i = 0; i < chunk.size(); i++) {
				count(chunk.get(i).line(), success.value().get(i));
			}
			line = chunk.isEmpty() ? line : chunk.getLast().line();
			chunk.clear();
			faults.sort(Comparator.comparingLong(LineFault::line));
			faults.subList(Math.min(faults.size(), MAX_FAULTS), faults.size()).clear();
		}
		return outcome;
	}

	private void count(long at, Verdict verdict) {
		counts.merge(verdict, 1L, Long::sum);
		switch (verdict) {
			case ACCEPTED, KNOWN -> {
			}
			case TAKEN -> faults.add(LineFault.taken(at));
			case NO_ROOM -> addInvalid(at, "The campaign has " + Campaign.MAX_COUPONS + " codes, and takes no more.");
		}
	}

	private long count(Verdict verdict) {
		return counts.getOrDefault(verdict, 0L);
	}

	/** Counts an invalid line, and keeps its fault if it may be among the first ones. */
	private void addInvalid(long at, String fault) {
		invalid++;
		if (faults.size() < 2 * MAX_FAULTS) {
			faults.add(LineFault.invalid(at, fault));
		}
	}

	/**
	 * The state of an upload that was broken off, in words; null if nothing is imported.
	 */
	@Nullable String brokenOff() {
		return line == 0 ? null : "The upload broke off: codes are imported up to line " + line
				+ ". Send all lines again, which does no harm.";
	}

}
