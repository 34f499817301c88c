package dev.coupon.store.valkey.evidence;

import dev.coupon.domain.CodeSource;
import dev.coupon.domain.decision.CampaignState;
import dev.coupon.domain.evidence.Report;
import dev.coupon.domain.examination.Examination;
import dev.coupon.domain.examination.Facts.Issued;
import dev.coupon.domain.examination.Facts.OfUser;
import dev.coupon.domain.examination.Facts.Recount;
import dev.coupon.domain.log.LogEntry;
import dev.coupon.store.valkey.change.stock.SharedFields;
import dev.coupon.store.valkey.layout.CampaignHead;
import dev.coupon.store.valkey.layout.CampaignKeys;
import dev.coupon.store.valkey.layout.CampaignKeys.Part;
import dev.coupon.store.valkey.layout.CouponText;
import dev.coupon.store.valkey.layout.Life;
import dev.coupon.store.valkey.layout.LogText;
import dev.coupon.store.valkey.layout.UserCoupons;
import dev.coupon.store.valkey.layout.shared.CodePlace;
import dev.coupon.store.valkey.node.Command;
import dev.coupon.store.valkey.node.Command.Field;
import dev.coupon.store.valkey.read.Coupons;
import dev.coupon.store.valkey.server.Reply;
import dev.coupon.store.valkey.server.Server;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Examines a campaign as of the moment at which its head was read, while others go on
 * changing it. Coupons never change, and the life of a coupon says what happened to it
 * and when, so later changes are left out.
 */
public final class CampaignExamination {

	private static final int USERS_AT_ONCE = 64;

	private static final int ATTEMPTS = 100;

	private final Server server;

	private final CampaignHead head;

	private final CampaignKeys keys;

	private final CampaignState state;

	private final Examination examination;

	private int redeemed;

	private int voided;

	private int expired;

	/** The number of coupons that are there beyond those that are counted. */
	private final int beyond;

	private CampaignExamination(Server server, CampaignHead head, int beyond) {
		this.beyond = beyond;
		this.server = server;
		this.head = head;
		this.keys = head.keys();
		this.state = head.state();
		this.examination = new Examination(state, settings());
	}

	/**
	 * Reports on a campaign, of which nothing is erased. Coupons beyond those that are
	 * counted are looked for when nothing changes for a moment.
	 */
	public static Report report(Server server, CampaignHead head) {
		CampaignHead present = head;
		for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
			int next = present.state().issued() + 1;
			Reply reply = server.read(List.of(CampaignHead.read(head.keys().id()),
					Command.of("LRANGE", head.keys().coupons(next), Integer.toString(CampaignKeys.index(next)), "-1")));
			CampaignHead last = CampaignHead.of(head.keys().id(), reply.texts(0), reply.now());
			if (last == null || !last.keys().equals(head.keys())) {
				break;
			}
			if (last.version().equals(present.version())) {
				return new CampaignExamination(server, present, reply.present(1).size()).run();
			}
			present = last;
		}
		return new CampaignExamination(server, present, 0).run();
	}

	/** The entries of the log about the creation and changes of settings, in order. */
	private List<LogEntry> settings() {
		List<LogEntry> settings = new ArrayList<>();
		for (Part part : CampaignKeys.parts(1, state.counts().entries(), CampaignKeys.LOG_CHUNK)) {
			server.read(List.of(LogText.range(keys, part)))
				.present(0)
				.stream()
				.map(text -> LogText.read(keys.id(), keys.uid(), text))
				.filter(entry -> entry.type() == LogEntry.Type.CAMPAIGN_CREATED
						|| entry.type() == LogEntry.Type.CAMPAIGN_UPDATED)
				.forEach(settings::add);
		}
		return settings;
	}

	private Report run() {
		if (head.damage() != null) {
			examination.unreadable(String.valueOf(head.damage().getMessage()));
		}
		CampaignKeys.parts(1, state.issued(), CampaignKeys.CHUNK).forEach(this::coupons);
		examination.compare("issued coupons", state.issued(), state.issued() + beyond);
		for (int bucket = 0; bucket < keys.buckets(); bucket += USERS_AT_ONCE) {
			users(bucket, Math.min(keys.buckets(), bucket + USERS_AT_ONCE));
		}
		return examination.report(new Recount(redeemed, voided, expired));
	}

	private void coupons(Part part) {
		List<Integer> sequences = Coupons.numbers(part.first(), part.last());
		Reply reply = server.read(Coupons.read(keys, sequences));
		List<@Nullable CouponText> texts = new ArrayList<>();
		for (int i = 0; i < sequences.size(); i++) {
			String text = reply.text(2 * i);
			texts.add(text == null ? null : CouponText.read(text));
			if (text != null) {
				add(sequences.get(i), CouponText.read(text), Life.read(reply.text(2 * i + 1)));
			}
		}
		compareCodes(part.first(), texts);
	}

	private void add(int sequence, CouponText coupon, Life life) {
		examination.add(new Issued(sequence, coupon.code(), coupon.userId(), coupon.issuedAt()));
		switch (coupon.coupon(head, sequence, life.until(state.counts().entries())).status()) {
			case REDEEMED -> redeemed++;
			case VOID -> voided++;
			case EXPIRED -> expired++;
			case ISSUED -> {
			}
		}
	}

	/** Checks that each code leads to its coupon, under both of its names. */
	private void compareCodes(int first, List<@Nullable CouponText> texts) {
		CodeSource source = state.campaign().codeSource();
		List<Field> fields = new ArrayList<>();
		List<Integer> sequences = new ArrayList<>();
		for (int i = 0; i < texts.size(); i++) {
			CouponText text = texts.get(i);
			if (text != null) {
				int sequence = first + i;
				Stream.concat(Stream.of(text.code()), Stream.ofNullable(source.alias(text.code()))).forEach(name -> {
					fields.add(CodePlace.field(name));
					sequences.add(sequence);
				});
			}
		}
		List<@Nullable String> values = new SharedFields(server).find(fields);
		for (int i = 0; i < values.size(); i++) {
			String value = values.get(i);
			if (value == null || !CodePlace.read(value).isOf(keys.id(), sequences.get(i))) {
				examination.doubled(fields.get(i).name());
			}
		}
	}

	private void users(int first, int end) {
		List<Command> commands = new ArrayList<>();
		for (int bucket = first; bucket < end; bucket++) {
			commands.add(Command.of("HGETALL", keys.users(bucket)));
		}
		Reply reply = server.read(commands);
		for (int i = 0; i < commands.size(); i++) {
			Map<String, String> fields = new TreeMap<>(reply.fields(i));
			fields.keySet().stream().filter(field -> !UserCoupons.isFurther(field)).forEach(user -> user(user, fields));
		}
	}

	private void user(String userId, Map<String, String> fields) {
		UserCoupons coupons = UserCoupons.read(userId, fields.get(userId));
		List<Integer> all = new ArrayList<>(coupons.first());
		coupons.furtherFields()
			.forEach(field -> all.addAll(UserCoupons.numbers(Objects.requireNonNull(fields.get(field)))));
		for (int slot = 1; slot <= all.size() && all.get(slot - 1) <= state.issued(); slot++) {
			examination.add(new OfUser(userId, slot, all.get(slot - 1)));
		}
	}

}
