package dev.coupon.store.move;

import dev.coupon.domain.port.move.UnmovableException;

/** The reasons why a campaign can't be moved, which are the same in every store. */
public final class MoveRefusal {

	private MoveRefusal() {
	}

	/** There is no such campaign. */
	public static UnmovableException notFound(String campaignId) {
		return new UnmovableException("There is no campaign %s.".formatted(campaignId));
	}

	/** There are no rows. */
	public static UnmovableException noRows() {
		return new UnmovableException("There is no campaign in the file.");
	}

	/** The rows don't make a campaign. */
	public static UnmovableException noCampaign() {
		return new UnmovableException("The rows are of no campaign: the file is not as it was written.");
	}

	/** The campaign is deleted where it is to go, and waits to be erased. */
	public static UnmovableException deleted(String campaignId) {
		return new UnmovableException(
				"A campaign %s is deleted here, but not yet erased. Try again when it is.".formatted(campaignId));
	}

	/** Another campaign has the id. */
	public static UnmovableException another(String campaignId) {
		return new UnmovableException(
				"Another campaign here has the id %s. Delete it, if nobody needs it.".formatted(campaignId));
	}

	/** The campaign was erased where it is to go, and its evidence is kept. */
	public static UnmovableException erased(String campaignId) {
		return new UnmovableException(
				"The campaign %s was deleted here, and its log is kept, so that it can't come back."
					.formatted(campaignId));
	}

	/** A code is that of another campaign. */
	public static UnmovableException taken(String code) {
		return new UnmovableException("The code %s belongs to another campaign here.".formatted(code));
	}

	/** There are not enough codes of the format. */
	public static UnmovableException noRoom(String campaignId) {
		return new UnmovableException(
				"The campaigns here leave too few codes of the format of %s.".formatted(campaignId));
	}

}
