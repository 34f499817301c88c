package dev.coupon.store.damage;

/**
 * Thrown when a campaign has settings that this version of the service, or of Java, can't
 * read. Nothing was changed.
 */
public final class DamagedCampaignException extends RuntimeException {

	private final String campaignId;

	public DamagedCampaignException(String campaignId, RuntimeException cause) {
		super("Campaign %s can't be read: %s".formatted(campaignId, cause.getMessage()), cause);
		this.campaignId = campaignId;
	}

	public String campaignId() {
		return campaignId;
	}

}
