package dev.coupon.store.damage;

import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The campaigns that were found to be damaged, each of which is logged once. */
public final class Damages {

	private static final Logger log = LoggerFactory.getLogger(Damages.class);

	private final Set<String> ids = new ConcurrentSkipListSet<>();

	/** Notes a campaign that can't be read. */
	public void found(DamagedCampaignException damage) {
		if (ids.add(damage.campaignId())) {
			log.error("{}. It can be deleted; others are not concerned", damage.getMessage());
		}
	}

	/** Notes that a campaign is gone. */
	public void gone(String campaignId) {
		ids.remove(campaignId);
	}

	/** The ids of the campaigns that can't be read, as far as they were read. */
	public Set<String> ids() {
		return Set.copyOf(ids);
	}

}
