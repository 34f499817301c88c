package dev.coupon.store.valkey.layout;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.coupon.domain.Campaign;
import dev.coupon.domain.decision.CampaignState;
import dev.coupon.domain.decision.Counts;
import dev.coupon.domain.port.Snapshot;
import dev.coupon.domain.rhythm.PeriodUse;
import dev.coupon.domain.rhythm.Quota;
import dev.coupon.store.damage.DamagedCampaignException;
import dev.coupon.store.valkey.node.Command;
import dev.coupon.store.valkey.server.Write;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The head of a campaign: its settings, its numbers and its version, with the server's
 * time at the moment of reading.
 *
 * @param version the version of all that is kept of the campaign
 * @param erasure how far the campaign is erased
 * @param damage the error with which settings can't be read, in whose place are defaults;
 * absent if all can be read
 */
public record CampaignHead(CampaignState state, CampaignKeys keys, String version, Erasure erasure,
		@Nullable DamagedCampaignException damage) {

	/**
	 * The erasure of a campaign.
	 *
	 * @param due whether it is deleted, and waiting to be erased
	 * @param left how many coupons are not erased yet
	 */
	record Erasure(boolean due, int left) {
	}

	private static final String SETTINGS = "s";

	private static final String NUMBERS = "n";

	/** Uid, revision and the number of buckets. */
	private static final String IDENTITY = "i";

	private static final String DELETED = "d";

	/** The number of coupons that are not erased yet. */
	private static final String LEFT = "l";

	/** The settings that were read last, by their texts, because reading them is slow. */
	private static final Cache<String, Campaign> READ = Caffeine.newBuilder().maximumSize(1_000).build();

	/** The command that reads the head of a campaign. */
	public static Command read(String campaignId) {
		return readAt(CampaignKeys.head(campaignId));
	}

	/** The command that reads a head that is kept under another key. */
	public static Command readAt(String key) {
		return Command.of("HMGET", key, Write.FIELD, SETTINGS, NUMBERS, IDENTITY, DELETED, LEFT);
	}

	/** The text of the settings in the answer to {@link #read}. */
	public static SettingsText settings(List<@Nullable String> answer) {
		return SettingsText.parse(Objects.requireNonNull(answer.get(1)));
	}

	/** The head from the answer to {@link #read}; null if there is no campaign. */
	public static @Nullable CampaignHead of(String campaignId, List<@Nullable String> answer, Instant now) {
		String version = answer.get(0);
		if (version == null) {
			return null;
		}
		String[] identity = Objects.requireNonNull(answer.get(3)).split(" ", -1);
		String settings = Objects.requireNonNull(answer.get(1));
		DamagedCampaignException damage = null;
		Campaign campaign;
		try {
			campaign = READ.get(campaignId + " " + settings, text -> SettingsText.read(campaignId, settings));
		}
		catch (RuntimeException e) {
			damage = new DamagedCampaignException(campaignId, e);
			campaign = SettingsText.unreadable(campaignId);
		}
		CampaignKeys keys = new CampaignKeys(campaignId, identity[0], Integer.parseInt(identity[2]));
		CampaignState state = state(new CampaignState(campaign, identity[0], identity[1], Counts.NONE, PeriodUse.NONE,
				Instant.EPOCH, Instant.EPOCH, now), Objects.requireNonNull(answer.get(2)));
		String left = answer.get(5);
		return new CampaignHead(state, keys, version,
				new Erasure(answer.get(4) != null, left == null ? state.issued() : Integer.parseInt(left)), damage);
	}

	private static CampaignState state(CampaignState bare, String numbers) {
		String[] n = numbers.split(" ", -1);
		Counts counts = new Counts(Integer.parseInt(n[0]), Integer.parseInt(n[1]), Integer.parseInt(n[2]),
				Integer.parseInt(n[3]), Integer.parseInt(n[4]));
		PeriodUse use = n.length == 7 ? PeriodUse.NONE
				: new PeriodUse(new Quota.Period(instant(n[7]), instant(n[8])), Integer.parseInt(n[9]));
		return new CampaignState(bare.campaign(), bare.uid(), bare.revision(), counts, use, instant(n[5]),
				instant(n[6]), bare.now());
	}

	private static Instant instant(String millis) {
		return Instant.ofEpochMilli(Long.parseLong(millis));
	}

	private static String numbers(CampaignState state) {
		Counts counts = state.counts();
		String numbers = counts.issued() + " " + counts.redeemed() + " " + counts.voided() + " " + counts.entries()
				+ " " + counts.stocked() + " " + state.lastExpiry().toEpochMilli() + " "
				+ state.lastIssuedAt().toEpochMilli();
		Quota.Period period = state.use().period();
		return period == null ? numbers : numbers + " " + period.start().toEpochMilli() + " "
				+ period.end().toEpochMilli() + " " + state.use().before();
	}

	/** The command that writes the numbers of a campaign. */
	public static Command writeNumbers(CampaignState state) {
		return Command.of("HSET", CampaignKeys.head(state.campaign().id()), NUMBERS, numbers(state));
	}

	/** The command that writes the settings and the numbers of a campaign. */
	public static Command write(CampaignState state, int buckets) {
		return writeAt(CampaignKeys.head(state.campaign().id()), SettingsText.of(state.campaign()), state, buckets);
	}

	/** The command that writes a head under another key, with settings as they are. */
	public static Command writeAt(String key, SettingsText settings, CampaignState state, int buckets) {
		return Command.of("HSET", key, SETTINGS, settings.write(), IDENTITY,
				state.uid() + " " + state.revision() + " " + buckets, NUMBERS, numbers(state));
	}

	/** The command that marks a campaign as deleted. */
	public Command hide() {
		return Command.of("HSET", CampaignKeys.head(keys.id()), DELETED, "1");
	}

	/** The command that notes how many coupons are not erased yet. */
	public Command leave(int left) {
		return Command.of("HSET", CampaignKeys.head(keys.id()), LEFT, Integer.toString(left));
	}

	/** Tells whether the campaign is waiting to be erased. */
	public boolean deleted() {
		return erasure.due;
	}

	/** The number of coupons that are not erased yet. */
	public int left() {
		return erasure.left;
	}

	/** The head of a campaign in which nothing but the version has changed. */
	public CampaignHead withVersion(String next) {
		return new CampaignHead(state, keys, next, erasure, damage);
	}

	/** The data with its version, for a write that may happen if nothing has changed. */
	public Write.Versioned versioned() {
		return new Write.Versioned(CampaignKeys.head(keys.id()), version);
	}

	/**
	 * The head itself, for those that need all settings.
	 * @throws DamagedCampaignException if some can't be read
	 */
	public CampaignHead undamaged() {
		if (damage != null) {
			throw damage;
		}
		return this;
	}

	public Campaign campaign() {
		return state.campaign();
	}

	/** The campaign as callers see it, without codes. */
	public Snapshot snapshot() {
		return state.snapshot(List.of());
	}

}
