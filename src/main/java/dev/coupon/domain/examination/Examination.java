package dev.coupon.domain.examination;

import dev.coupon.domain.decision.CampaignSettings;
import dev.coupon.domain.decision.CampaignState;
import dev.coupon.domain.decision.Counts;
import dev.coupon.domain.evidence.Report;
import dev.coupon.domain.examination.Facts.Issued;
import dev.coupon.domain.examination.Facts.OfUser;
import dev.coupon.domain.examination.Facts.Recount;
import dev.coupon.domain.examination.Faults.Kind;
import dev.coupon.domain.log.LogEntry;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * The examination of a campaign. A store passes it the campaign's data as of one moment:
 * first all coupons, then those of each user. The examination checks whether the data
 * fits together, and makes the report. It keeps only a few numbers, however many coupons
 * there are.
 */
public final class Examination {

	private final CampaignState state;

	private final Limits limits;

	private final Faults faults = new Faults();

	private final Digest digest = new Digest();

	private final Hours hours = new Hours();

	private final UserCoupons ofUsers;

	private int rows;

	private int withUser;

	/** The number of the last coupon that was read. */
	private int last;

	/**
	 * @param state the campaign at that moment
	 * @param entries the entries of the log about its creation and changes of its
	 * settings, in order
	 */
	public Examination(CampaignState state, List<LogEntry> entries) {
		this.state = state;
		this.limits = new Limits(state.campaign(), entries);
		this.ofUsers = new UserCoupons(limits, faults);
	}

	/** Judges a coupon. Coupons are read in the order of their numbers. */
	public void add(Issued coupon) {
		rows++;
		withUser += coupon.userId() == null ? 0 : 1;
		int sequence = coupon.sequence();
		if (sequence == last) {
			faults.add(Kind.DOUBLED_NUMBER, "Several coupons have the number " + sequence);
		}
		else if (sequence != last + 1) {
			faults.add(Kind.GAP, missing(last + 1, sequence - 1));
		}
		int maximum = limits.at(sequence).maxCoupons();
		if (sequence > maximum) {
			faults.add(Kind.LIMIT_BROKEN, "Coupon %d was issued when the maximum was %d".formatted(sequence, maximum));
		}
		last = sequence;
		digest.add(coupon);
		hours.add(coupon.issuedAt());
	}

	private static String missing(int from, int to) {
		return from == to ? "Coupon " + from + " is missing" : "Coupons " + from + " to " + to + " are missing";
	}

	/**
	 * Judges a coupon of a user. All coupons of users are read, those of a user one after
	 * the other in the order of slots.
	 */
	public void add(OfUser coupon) {
		ofUsers.add(coupon);
	}

	/** Notes that a code is that of several coupons, or leads to another coupon. */
	public void doubled(String code) {
		faults.add(Kind.DOUBLED_CODE, "The code " + code + " doesn't lead to one coupon");
	}

	/**
	 * Compares a number that a store keeps with what it is the number of.
	 * @param what the things that are counted, in words
	 */
	public void compare(String what, int kept, int counted) {
		if (kept != counted) {
			faults.add(Kind.WRONG_COUNT, "The count of %s is %d, but there are %d".formatted(what, kept, counted));
		}
	}

	/**
	 * Notes that settings can't be read, so that the report has defaults in their place.
	 */
	public void unreadable(String reason) {
		faults.add(Kind.UNREADABLE_SETTINGS, "Some settings can't be read, and the report has defaults: " + reason);
	}

	/** The report, when everything is read. */
	public Report report(Recount recount) {
		Counts counts = state.counts();
		if (last < counts.issued()) {
			faults.add(Kind.MISSING_ROW, missing(last + 1, counts.issued()));
		}
		compare("issued coupons", counts.issued(), rows);
		compare("redeemed coupons", counts.redeemed(), recount.redeemed());
		compare("void coupons", counts.voided(), recount.voided());
		ofUsers.end(withUser);
		Instant madeAt = state.now().truncatedTo(ChronoUnit.MILLIS);
		return new Report(state.uid() + "-" + Long.toString(madeAt.toEpochMilli(), Character.MAX_RADIX),
				state.campaign().id(), state.uid(), madeAt, CampaignSettings.created(state.campaign()).after(),
				new Report.Counts(counts.issued(), counts.redeemed(), counts.voided(), recount.expired()), null,
				hours.issues(), digest.text(), faults.all());
	}

}
