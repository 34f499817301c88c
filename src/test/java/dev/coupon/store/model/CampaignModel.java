package dev.coupon.store.model;

import static dev.coupon.domain.log.LogEntry.Type.CAMPAIGN_CODES_DROPPED;
import static dev.coupon.domain.log.LogEntry.Type.CAMPAIGN_CODES_IMPORTED;
import static dev.coupon.domain.log.LogEntry.Type.CAMPAIGN_CREATED;
import static dev.coupon.domain.log.LogEntry.Type.CAMPAIGN_DELETED;
import static dev.coupon.domain.log.LogEntry.Type.CAMPAIGN_ERASED;
import static dev.coupon.domain.log.LogEntry.Type.CAMPAIGN_PAUSED;
import static dev.coupon.domain.log.LogEntry.Type.CAMPAIGN_RESUMED;
import static dev.coupon.domain.log.LogEntry.Type.CAMPAIGN_UPDATED;

import dev.coupon.domain.Campaign;
import dev.coupon.domain.Refusal;
import dev.coupon.domain.decision.CampaignSettings;
import dev.coupon.domain.log.Act;
import dev.coupon.domain.log.LogEntry;
import dev.coupon.domain.port.CampaignRepository.Erased;
import dev.coupon.domain.port.CampaignRepository.Purge;
import dev.coupon.domain.port.CodeStock.Verdict;
import dev.coupon.domain.port.Outcome;
import dev.coupon.domain.port.Outcome.Done;
import dev.coupon.domain.port.Outcome.Refused;
import dev.coupon.domain.port.Outcome.Replayed;
import dev.coupon.domain.port.Snapshot;
import dev.coupon.domain.port.Snapshot.Selection;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a store should answer, said as plainly as possible: there are no threads and no
 * indexes, and every question is answered by going through everything. Where the contract
 * leaves the store a choice (codes, revisions, when a deleted campaign's id becomes free)
 * the model is told the choice, and answers something else if it was not allowed.
 */
final class CampaignModel {

	final SortedMap<String, ModelCampaign> campaigns = new TreeMap<>();

	/** Deleted campaigns; they are unknown, but may not have been erased yet. */
	private final Map<String, ModelCampaign> hidden = new TreeMap<>();

	/** All that there have been. */
	final List<String> revisions = new ArrayList<>();

	private final Set<String> uids = new HashSet<>();

	/** What operators did, the oldest first. */
	private final List<LogEntry> audit = new ArrayList<>();

	private final Clock clock;

	CampaignModel(Clock clock) {
		this.clock = clock;
	}

	/**
	 * @param chosen what the store answered
	 */
	Outcome<Snapshot> create(Campaign campaign, Act act, Outcome<Snapshot> chosen) {
		ModelCampaign existing = campaigns.get(campaign.id());
		if (existing != null) {
			boolean same = existing.settings.equals(campaign.withPaused(existing.settings.paused()));
			return same ? new Replayed<>(existing.snapshot(0, clock.instant())) : refused(Refusal.CAMPAIGN_EXISTS);
		}
		if (hidden.containsKey(campaign.id()) && chosen.equals(refused(Refusal.CAMPAIGN_EXISTS))) {
			return chosen;
		}
		if (isTooCrowded(campaign)) {
			return refused(Refusal.CODE_SPACE_EXHAUSTED);
		}
		hidden.remove(campaign.id());
		String uid = chosen instanceof Done<Snapshot>(Snapshot snapshot) && uids.add(snapshot.uid()) ? snapshot.uid()
				: "a new uid";
		ModelCampaign created = new ModelCampaign(campaign, uid, newRevision(RandomSequence.revision(chosen)));
		campaigns.put(campaign.id(), created);
		audit.add(created.log(CAMPAIGN_CREATED, act, CampaignSettings.created(campaign), clock.instant()));
		return find(campaign.id(), 0);
	}

	/**
	 * Whether campaigns that share the numbers of 4 digits, with or without a hyphen, may
	 * issue more than 10 coupons.
	 */
	private boolean isTooCrowded(Campaign wanted) {
		int others = campaigns.values()
			.stream()
			.map(other -> other.settings)
			.filter(other -> !other.id().equals(wanted.id())
					&& RandomCampaigns.FOUR_DIGITS.contains(other.codeSource()))
			.mapToInt(Campaign::maxCoupons)
			.sum();
		return RandomCampaigns.FOUR_DIGITS.contains(wanted.codeSource()) && wanted.maxCoupons() + others > 10;
	}

	private String newRevision(@Nullable String chosen) {
		String revision = chosen != null && !revisions.contains(chosen) ? chosen : "a new revision";
		revisions.add(revision);
		return revision;
	}

	Outcome<Snapshot> find(String id, int codes) {
		ModelCampaign campaign = campaigns.get(id);
		return campaign == null ? refused(Refusal.CAMPAIGN_NOT_FOUND)
				: new Done<>(campaign.snapshot(codes, clock.instant()));
	}

	/** All pages after an id together. */
	List<Snapshot> campaigns(Selection selection, @Nullable String after) {
		return campaigns.values()
			.stream()
			.map(campaign -> campaign.snapshot(0, clock.instant()))
			.filter(snapshot -> after == null || snapshot.campaign().id().compareTo(after) > 0)
			.filter(snapshot -> selection.status() == null || snapshot.status() == selection.status())
			.filter(snapshot -> selection.beginning() == null || begins(snapshot.campaign(), selection.beginning()))
			.toList();
	}

	private static boolean begins(Campaign campaign, String text) {
		return campaign.id().startsWith(text) || (campaign.name() != null
				&& campaign.name().toUpperCase(Locale.ROOT).startsWith(text.toUpperCase(Locale.ROOT)));
	}

	Outcome<Snapshot> update(Campaign changed, String revision, Act act, @Nullable String chosenRevision) {
		ModelCampaign campaign = campaigns.get(changed.id());
		if (campaign == null) {
			return refused(Refusal.CAMPAIGN_NOT_FOUND);
		}
		if (!revision.equals(campaign.revision)) {
			return refused(Refusal.VERSION_MISMATCH);
		}
		Instant start = campaign.settings.period().startsAt();
		if (!clock.instant().isBefore(start) && !changed.period().startsAt().equals(start)) {
			return refused(Refusal.CAMPAIGN_STARTED);
		}
		Instant extended = changed.couponsExtendedTo();
		Instant before = campaign.settings.couponsExtendedTo();
		if (!Objects.equals(extended, before)) {
			if (extended == null || (before != null && extended.isBefore(before))
					|| !clock.instant().isBefore(extended)) {
				return refused(Refusal.EXTENSION_NOT_LATER);
			}
		}
		if (changed.maxCoupons() < campaign.coupons.size()) {
			return refused(Refusal.MAX_COUPONS_BELOW_ISSUED);
		}
		if (changed.maxCoupons() > campaign.settings.maxCoupons() && isTooCrowded(changed)) {
			return refused(Refusal.CODE_SPACE_EXHAUSTED);
		}
		return change(campaign, changed.withPaused(campaign.settings.paused()), CAMPAIGN_UPDATED, act, chosenRevision);
	}

	Outcome<Snapshot> pause(String id, boolean paused, Act act, @Nullable String chosenRevision) {
		ModelCampaign campaign = campaigns.get(id);
		return campaign == null ? refused(Refusal.CAMPAIGN_NOT_FOUND) : change(campaign,
				campaign.settings.withPaused(paused), paused ? CAMPAIGN_PAUSED : CAMPAIGN_RESUMED, act, chosenRevision);
	}

	private Outcome<Snapshot> change(ModelCampaign campaign, Campaign changed, LogEntry.Type type, Act act,
			@Nullable String chosenRevision) {
		if (!changed.equals(campaign.settings)) {
			audit.add(campaign.log(type, act, CampaignSettings.changed(campaign.settings, changed), clock.instant()));
			campaign.become(changed, clock.instant());
			campaign.revision = newRevision(chosenRevision);
		}
		return find(changed.id(), 0);
	}

	/** Whether a campaign has the revision that a change is meant for, or isn't there. */
	boolean isOf(String id, @Nullable String revision) {
		ModelCampaign campaign = campaigns.get(id);
		return campaign == null || revision == null || campaign.revision.equals(revision);
	}

	Outcome<Snapshot> delete(String id, boolean force, Act act) {
		Outcome<Snapshot> present = find(id, 0);
		if (!force && campaigns.containsKey(id) && campaigns.get(id).hasUnexpiredCoupons(clock.instant())) {
			return refused(Refusal.CAMPAIGN_HAS_COUPONS);
		}
		hide(id, CAMPAIGN_DELETED, act);
		return present;
	}

	private void hide(String id, LogEntry.Type type, Act act) {
		ModelCampaign campaign = campaigns.remove(id);
		if (campaign != null) {
			audit.add(campaign.log(type, act, CampaignSettings.gone(campaign.settings), clock.instant()));
			hidden.put(id, campaign);
		}
	}

	/** What operators did to campaigns with this id, the newest first. */
	List<LogEntry> audit(String id) {
		return audit.stream().filter(entry -> entry.campaignId().equals(id)).toList().reversed();
	}

	/** All that happened to a campaign, in order; nothing if there is none. */
	List<String> events(String id) {
		ModelCampaign campaign = campaigns.get(id);
		return campaign == null ? List.of() : campaign.events();
	}

	/** The uids of campaigns that are deleted or erased, the last one first. */
	List<String> gone() {
		return audit.stream()
			.filter(entry -> entry.type() == CAMPAIGN_DELETED || entry.type() == CAMPAIGN_ERASED)
			.map(LogEntry::campaignUid)
			.toList()
			.reversed();
	}

	/** Notes what was done to a coupon, if that is of interest to those who check it. */
	void audited(ModelCoupon coupon) {
		LogEntry last = coupon.history.getLast();
		if (last.type().isAudited()) {
			audit.add(last);
		}
	}

	/** Campaigns whose end and last expiry are both not after this. */
	Set<String> due(@Nullable Instant endedBy) {
		Set<String> due = new TreeSet<>();
		campaigns.forEach((id, campaign) -> {
			if (endedBy != null && !campaign.endedAt().isAfter(endedBy)) {
				due.add(id);
			}
		});
		return due;
	}

	/**
	 * Takes a purge over from the store, which chooses what of the due it erases.
	 * @param due what was due before
	 * @param isKnown whether the store still knows the campaign
	 * @return what is wrong, empty if nothing is
	 */
	List<String> purged(Set<String> due, int maxCoupons, Purge purge, Predicate<String> isKnown) {
		List<String> faults = new ArrayList<>();
		Set<String> left = new TreeSet<>(due);
		int erased = 0;
		for (Erased gone : purge.erased()) {
			String id = gone.campaignId();
			erased += left.contains(id) ? gone.coupons() : 0;
			if (left.remove(id)) {
				hide(id, CAMPAIGN_ERASED, Act.OF_THE_SERVICE);
			}
			ModelCampaign campaign = hidden.remove(id);
			if (campaign == null || !gone.equals(new Erased(id, campaign.coupons.size(), campaign.endedAt()))) {
				faults.add("erased " + gone);
			}
		}
		if (erased > maxCoupons) {
			faults.add("erased too many coupons");
		}
		if (!purge.more()) {
			left.forEach(id -> faults.add("left " + id));
			hidden.clear();
		}
		left.stream().filter(isKnown.negate()).forEach(id -> hide(id, CAMPAIGN_ERASED, Act.OF_THE_SERVICE));
		return faults;
	}

	Stream<ModelCoupon> coupons() {
		return campaigns.values().stream().flatMap(campaign -> campaign.coupons.stream());
	}

	/** The codes of deleted campaigns, which may not be erased yet. */
	Stream<String> hiddenCodes() {
		return hidden.values().stream().flatMap(campaign -> campaign.coupons.stream()).map(c -> c.state.code());
	}

	/** Imported codes that are not issued. */
	Stream<String> stock() {
		return campaigns.values().stream().flatMap(campaign -> campaign.stock.stream());
	}

	/**
	 * @param chosen what the store answered
	 */
	Outcome<List<Verdict>> importCodes(String id, List<String> codes, Act act, Outcome<List<Verdict>> chosen) {
		ModelCampaign campaign = campaigns.get(id);
		if (campaign == null || !campaign.isImported()) {
			return refused(campaign == null ? Refusal.CAMPAIGN_NOT_FOUND : Refusal.CODES_NOT_IMPORTED);
		}
		Set<String> maybeErased = hidden.values()
			.stream()
			.flatMap(gone -> Stream.concat(gone.stock.stream(), gone.coupons.stream().flatMap(ModelCoupon::names)))
			.collect(Collectors.toSet());
		int before = campaign.stocked();
		List<Verdict> verdicts = new ArrayList<>();
		for (String code : codes) {
			Verdict verdict = campaign.has(code) ? Verdict.KNOWN
					: campaigns.values().stream().anyMatch(other -> other.has(code)) ? Verdict.TAKEN : Verdict.ACCEPTED;
			if (verdict == Verdict.ACCEPTED && maybeErased.contains(code)
					&& chosen instanceof Done<List<Verdict>>(List<Verdict> answer)) {
				verdict = answer.get(verdicts.size());
			}
			verdicts.add(verdict);
			if (verdict == Verdict.ACCEPTED) {
				campaign.stock.add(code);
			}
		}
		restocked(campaign, before, CAMPAIGN_CODES_IMPORTED, act);
		return new Done<>(verdicts);
	}

	Outcome<Integer> dropCodes(String id, int limit, Act act) {
		ModelCampaign campaign = campaigns.get(id);
		if (campaign == null || !campaign.isImported()) {
			return refused(campaign == null ? Refusal.CAMPAIGN_NOT_FOUND : Refusal.CODES_NOT_IMPORTED);
		}
		int before = campaign.stocked();
		int dropped = 0;
		while (dropped < limit && !campaign.stock.isEmpty()) {
			campaign.stock.removeLast();
			dropped++;
		}
		restocked(campaign, before, CAMPAIGN_CODES_DROPPED, act);
		return new Done<>(dropped);
	}

	private void restocked(ModelCampaign campaign, int before, LogEntry.Type type, Act act) {
		int issued = campaign.coupons.size();
		int after = campaign.stocked();
		if (after != before) {
			audit.add(campaign.restock(type, act,
					new LogEntry.OfCampaign(Map.of("importedCodes", before, "codesLeft", before - issued),
							Map.of("importedCodes", after, "codesLeft", after - issued)),
					clock.instant()));
		}
	}

	static <T> Outcome<T> refused(Refusal refusal) {
		return new Refused<>(refusal);
	}

}
