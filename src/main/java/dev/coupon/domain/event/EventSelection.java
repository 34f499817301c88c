package dev.coupon.domain.event;

import java.util.Set;

/**
 * The events that a reader wants.
 *
 * @param types the names of types, see {@link EventType}; empty for all
 * @param campaignIds the ids of campaigns; empty for all
 */
public record EventSelection(Set<String> types, Set<String> campaignIds) {

	/** All events. */
	public static final EventSelection ALL = new EventSelection(Set.of(), Set.of());

	public EventSelection {
		types = Set.copyOf(types);
		campaignIds = Set.copyOf(campaignIds);
	}

	/** Tells whether events of this type are wanted. */
	public boolean wants(String type) {
		return types.isEmpty() || types.contains(type);
	}

	/** Tells whether events of this campaign are wanted. */
	public boolean wantsCampaign(String campaignId) {
		return campaignIds.isEmpty() || campaignIds.contains(campaignId);
	}

}
