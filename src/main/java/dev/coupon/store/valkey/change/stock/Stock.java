package dev.coupon.store.valkey.change.stock;

import dev.coupon.domain.port.failure.OutcomeUnknownException;
import dev.coupon.store.batch.retry.TryAgainException;
import dev.coupon.store.valkey.change.Tools;
import dev.coupon.store.valkey.layout.CampaignHead;
import dev.coupon.store.valkey.layout.CampaignKeys;
import dev.coupon.store.valkey.node.Command;
import dev.coupon.store.valkey.node.Command.Field;
import dev.coupon.store.valkey.read.CampaignReader.Found;
import dev.coupon.store.valkey.read.Coupons;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The imported codes of a campaign that are not issued. */
public final class Stock {

	private static final Logger log = LoggerFactory.getLogger(Stock.class);

	private final Tools tools;

	private final CampaignHead head;

	public Stock(Tools tools, CampaignHead head) {
		this.tools = tools;
		this.head = head;
	}

	/**
	 * The codes from one place to another, with their places; null if the campaign has
	 * changed.
	 */
	public @Nullable Map<String, Integer> codes(int first, int last) {
		Found found = tools.campaigns()
			.read(head.keys().id(),
					keys -> CampaignKeys.parts(first, last, CampaignKeys.CHUNK)
						.stream()
						.map(part -> Command.of("LRANGE", keys.stock(part.first()),
								Integer.toString(CampaignKeys.index(part.first())),
								Integer.toString(CampaignKeys.index(part.last()))))
						.toList());
		if (found == null || !found.head().version().equals(head.version())) {
			return null;
		}
		Map<String, Integer> codes = new LinkedHashMap<>();
		for (String code : Coupons.texts(found.data())) {
			codes.put(code, first + codes.size());
		}
		return codes;
	}

	/**
	 * The commands that delete the codes after a place.
	 * @param last the last place that has a code
	 */
	public List<Command> cut(int place, int last) {
		return CampaignKeys.parts(place + 1, last, CampaignKeys.CHUNK)
			.stream()
			.map(part -> Coupons.cut(head.keys().stock(part.first()), CampaignKeys.index(part.first())))
			.toList();
	}

	/**
	 * Gives names of codes free that are no longer in the stock.
	 * @param leading what was kept under them while they were
	 */
	public void free(Map<Field, String> leading) {
		try {
			new SharedFields(tools.server()).delete(leading);
		}
		catch (TryAgainException | OutcomeUnknownException e) {
			log.warn("Dropped codes of campaign {} are not free until they are swept: {}", head.keys().id(),
					e.getMessage());
		}
	}

}
