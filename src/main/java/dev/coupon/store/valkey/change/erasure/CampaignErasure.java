package dev.coupon.store.valkey.change.erasure;

import dev.coupon.domain.CodeSource;
import dev.coupon.domain.decision.CampaignState;
import dev.coupon.domain.decision.stock.StockChange;
import dev.coupon.domain.port.CampaignRepository.Erased;
import dev.coupon.store.erasure.ErasingStore.Step;
import dev.coupon.store.valkey.change.Tools;
import dev.coupon.store.valkey.change.stock.SharedFields;
import dev.coupon.store.valkey.change.stock.Stock;
import dev.coupon.store.valkey.layout.CampaignHead;
import dev.coupon.store.valkey.layout.CampaignKeys;
import dev.coupon.store.valkey.layout.CouponText;
import dev.coupon.store.valkey.node.Command;
import dev.coupon.store.valkey.node.Command.Field;
import dev.coupon.store.valkey.read.CampaignReader.Found;
import dev.coupon.store.valkey.read.Coupons;
import dev.coupon.store.valkey.server.Write;
import dev.coupon.store.valkey.server.Write.Versioned;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The erasure of a deleted campaign whose report is kept, in steps. What is in other
 * slots goes first, so that nothing is left there.
 */
public final class CampaignErasure {

	private static final int KEYS_AT_ONCE = 2_000;

	private final Tools tools;

	private final CampaignHead head;

	private final CampaignKeys keys;

	private final CampaignState state;

	/**
	 * @param head the campaign, which is deleted
	 */
	public CampaignErasure(Tools tools, CampaignHead head) {
		this.tools = tools;
		this.head = head;
		this.keys = head.keys();
		this.state = head.state();
	}

	/** Tells whether nothing but the campaign itself would be left after a step. */
	public boolean isLast(int limit) {
		return head.left() <= limit && new StockChange(state).stockedAfterDrop(limit) >= state.counts().stocked();
	}

	/**
	 * Erases the last coupons, up to a limit; null if the campaign has changed. Imported
	 * codes that are not issued come first.
	 */
	public @Nullable Step erase(int limit) {
		int stocked = state.counts().stocked();
		int kept = new StockChange(state).stockedAfterDrop(limit);
		if (kept < stocked) {
			return eraseStock(kept, stocked);
		}
		int left = Math.max(0, head.left() - limit);
		if (!eraseOutside(left)) {
			return null;
		}
		int erased = head.left() - left;
		if (left > 0) {
			List<Command> commands = Tools.both(coupons(left), List.of(head.leave(left)));
			return write(head.version(), commands, false) != null ? new Step(erased, null) : null;
		}
		return eraseAll() ? new Step(erased, new Erased(keys.id(), state.issued(), state.endedAt())) : null;
	}

	private @Nullable Step eraseStock(int kept, int stocked) {
		Stock stock = new Stock(tools, head);
		Map<String, Integer> codes = stock.codes(kept + 1, stocked);
		if (codes == null || !free(codes)) {
			return null;
		}
		Command numbers = CampaignHead.writeNumbers(state.with(state.counts().withStocked(kept)));
		return write(head.version(), Tools.both(stock.cut(kept, stocked), List.of(numbers)), false) != null
				? new Step(stocked - kept, null) : null;
	}

	/**
	 * Gives names of codes free, with the numbers of their coupons. Returns false if the
	 * campaign has changed.
	 */
	private boolean free(Map<String, Integer> names) {
		Map<Field, String> leading = shared().leadingTo(head, names);
		if (leading != null) {
			shared().delete(leading);
		}
		return leading != null;
	}

	private SharedFields shared() {
		return new SharedFields(tools.server());
	}

	/** Gives the codes free of the coupons after one, and takes them out of wallets. */
	private boolean eraseOutside(int left) {
		Found found = tools.campaigns().read(keys.id(), present -> Coupons.texts(present, left + 1, head.left()));
		if (found == null || !found.head().version().equals(head.version())) {
			return false;
		}
		CodeSource source = state.campaign().codeSource();
		Map<String, Integer> names = new HashMap<>();
		Set<Field> wallets = new LinkedHashSet<>();
		int sequence = left;
		for (String text : Coupons.texts(found.data())) {
			int number = ++sequence;
			CouponText coupon = CouponText.read(text);
			names.put(coupon.code(), number);
			Stream.ofNullable(source.alias(coupon.code())).forEach(alias -> names.put(alias, number));
			Stream.ofNullable(coupon.userId()).map(keys::wallet).forEach(wallets::add);
		}
		// The version is read after the wallets, so that none of these can be those of a
		// later campaign with the same id.
		Map<Field, String> present = shared().present(List.copyOf(wallets));
		boolean free = free(names);
		if (free) {
			shared().delete(present);
		}
		return free;
	}

	/** The commands that erase the coupons after one. */
	private List<Command> coupons(int left) {
		List<Command> commands = new ArrayList<>();
		CampaignKeys.parts(left + 1, head.left(), CampaignKeys.CHUNK)
			.forEach(part -> commands.add(Coupons.cut(keys.coupons(part.first()), CampaignKeys.index(part.first()))));
		Map<String, List<String>> lives = new HashMap<>();
		for (int sequence = left + 1; sequence <= head.left(); sequence++) {
			lives.computeIfAbsent(keys.lives(sequence), key -> new ArrayList<>()).add(Coupons.life(sequence));
		}
		lives.forEach((key, fields) -> commands.add(Command.of("HDEL", key, fields)));
		return commands;
	}

	/** Erases all that is left, the head last. */
	private boolean eraseAll() {
		List<String> rest = keys.besidesCoupons(state.counts());
		String version = head.version();
		for (int from = 0; version != null && rest.size() - from > KEYS_AT_ONCE; from += KEYS_AT_ONCE) {
			version = write(version, unlink(rest.subList(from, from + KEYS_AT_ONCE)), false);
		}
		List<String> last = new ArrayList<>(
				rest.subList(rest.size() - 1 - (rest.size() - 1) % KEYS_AT_ONCE, rest.size()));
		last.add(CampaignKeys.head(keys.id()));
		return version != null && write(version, Tools.both(coupons(0), unlink(last)), true) != null;
	}

	private static List<Command> unlink(List<String> keys) {
		return keys.stream().map(key -> Command.of("UNLINK", key)).toList();
	}

	/**
	 * Writes if a version is still the present one; returns the next one, or null if it
	 * isn't.
	 */
	private @Nullable String write(String version, List<Command> commands, boolean gone) {
		String next = tools.server().newVersion();
		Versioned present = new Versioned(head.versioned().head(), version);
		return tools.server().write(new Write(present, next, commands, gone)) ? next : null;
	}

}
