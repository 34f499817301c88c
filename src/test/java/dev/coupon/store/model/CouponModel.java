package dev.coupon.store.model;

import static dev.coupon.store.model.CampaignModel.refused;

import dev.coupon.domain.CodeFormat;
import dev.coupon.domain.CodeFormat.Charset;
import dev.coupon.domain.CodeSource;
import dev.coupon.domain.Coupon;
import dev.coupon.domain.Refusal;
import dev.coupon.domain.Wallet;
import dev.coupon.domain.log.Act;
import dev.coupon.domain.log.History;
import dev.coupon.domain.port.CampaignRepository.Page;
import dev.coupon.domain.port.Outcome;
import dev.coupon.domain.port.Outcome.Done;
import dev.coupon.domain.port.Outcome.Refused;
import dev.coupon.domain.port.Outcome.Replayed;
import dev.coupon.domain.port.request.CouponChange;
import dev.coupon.domain.port.request.CouponChange.MakeVoid;
import dev.coupon.domain.port.request.CouponChange.Redeem;
import dev.coupon.domain.port.request.CouponChange.RevokeVoid;
import dev.coupon.domain.port.request.CouponChange.RollBack;
import dev.coupon.domain.port.request.IssueRequest;
import java.text.Normalizer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The part of a {@link CampaignModel} that is about coupons. */
final class CouponModel {

	private static final Map<CodeFormat, Set<String>> ALL_CODES = new ConcurrentHashMap<>();

	private final CampaignModel model;

	private final Clock clock;

	CouponModel(CampaignModel model, Clock clock) {
		this.model = model;
		this.clock = clock;
	}

	/**
	 * @param chosenCode the new coupon's; null if the store issued none
	 */
	Outcome<Coupon> issue(IssueRequest request, @Nullable String chosenCode) {
		ModelCampaign campaign = model.campaigns.get(request.campaignId());
		if (campaign == null) {
			return refused(Refusal.CAMPAIGN_NOT_FOUND);
		}
		ModelCoupon earlier = campaign.issuedWith(request.idempotencyKey());
		if (earlier != null) {
			boolean same = Objects.equals(earlier.state.userId(), request.userId());
			return same ? new Replayed<>(earlier.seen(clock.instant())) : refused(Refusal.IDEMPOTENCY_KEY_REUSED);
		}
		Instant now = clock.instant();
		Refusal refusal = campaign.issueRefusal(request.userId(), now);
		if (refusal == Refusal.CAMPAIGN_NOT_STARTED) {
			return new Refused<>(refusal, Duration.between(now, campaign.settings.period().startsAt()));
		}
		if (refusal == Refusal.CAMPAIGN_CLOSED || refusal == Refusal.USER_QUOTA_REACHED
				|| refusal == Refusal.QUOTA_EXHAUSTED) {
			Instant opensAt = campaign.opensAt(refusal, now);
			return new Refused<>(refusal, opensAt == null ? null : Duration.between(now, opensAt));
		}
		if (refusal == null && chosenCode == null && campaign.settings.codeSource() instanceof CodeFormat format
				&& mayBeUsedUp(format)) {
			refusal = Refusal.CODE_SPACE_EXHAUSTED;
		}
		String code = chosenCode != null && isFree(chosenCode, campaign) ? chosenCode : "a free code";
		return refusal != null ? refused(refusal) : new Done<>(campaign.issue(request, code, now));
	}

	private boolean isFree(String code, ModelCampaign campaign) {
		return switch (campaign.settings.codeSource()) {
			case CodeFormat format -> isFree(code, format);
			case CodeSource.Imported imported -> campaign.stock.getFirst().equals(code);
		};
	}

	private boolean isFree(String code, CodeFormat format) {
		boolean alike = format.charset() == Charset.SAFE && first(looksLike(code)) != null;
		return allCodes(format).contains(code) && !alike && first(hasCode(code)) == null
				&& model.stock().noneMatch(stocked -> stocked.equals(code) || stocked.equals(format.alias(code)));
	}

	/** Whether every code of the format may be in use in one way or another. */
	private boolean mayBeUsedUp(CodeFormat format) {
		Set<String> used = new HashSet<>(model.hiddenCodes().toList());
		model.coupons().forEach(coupon -> used.add(coupon.state.code()));
		model.stock().forEach(used::add);
		used.addAll(used.stream().map(CouponModel::canonical).toList());
		return allCodes(format).stream().allMatch(code -> used.contains(code) || used.contains(canonical(code)));
	}

	private static Set<String> allCodes(CodeFormat format) {
		return ALL_CODES.computeIfAbsent(format, CouponModel::makeAllCodes);
	}

	private static Set<String> makeAllCodes(CodeFormat format) {
		Set<String> codes = Set.of("");
		for (char place : format.template().toCharArray()) {
			Set<String> longer = new HashSet<>();
			String choice = place == '#' ? format.characters() : String.valueOf(place);
			codes.forEach(code -> choice.chars().forEach(next -> longer.add(code + (char) next)));
			codes = longer;
		}
		return codes;
	}

	Outcome<Page<Coupon, Integer>> coupons(String id, @Nullable String userId, int after, int limit) {
		ModelCampaign campaign = model.campaigns.get(id);
		if (campaign == null) {
			return refused(Refusal.CAMPAIGN_NOT_FOUND);
		}
		List<Coupon> rest = campaign.coupons.stream()
			.map(coupon -> coupon.seen(clock.instant()))
			.filter(coupon -> coupon.sequence() > after && (userId == null || userId.equals(coupon.userId())))
			.toList();
		List<Coupon> page = rest.stream().limit(limit).toList();
		return new Done<>(new Page<>(page, page.size() < rest.size() ? page.getLast().sequence() : null));
	}

	/** All pages together. */
	List<Coupon> wallet(Wallet wallet) {
		return model.coupons()
			.map(coupon -> coupon.seen(clock.instant()))
			.filter(coupon -> wallet.userId().equals(coupon.userId()) && wallet.wants(coupon)
					&& (wallet.campaignId() == null || wallet.campaignId().equals(coupon.campaignId())))
			.sorted(Comparator.comparing(Wallet.Position::of))
			.toList();
	}

	Outcome<Coupon> find(String code) {
		return onCoupon(code, coupon -> new Done<>(coupon.seen(clock.instant())));
	}

	Outcome<History> history(String code) {
		return onCoupon(code,
				coupon -> new Done<>(new History(coupon.seen(clock.instant()), List.copyOf(coupon.history))));
	}

	Outcome<Coupon> change(String code, CouponChange change, Act act) {
		Instant now = clock.instant();
		return onCoupon(code, coupon -> {
			Outcome<Coupon> outcome = switch (change) {
				case Redeem redeem -> coupon.redeem(redeem, act, now);
				case RollBack rollBack -> coupon.rollBack(rollBack, act, now);
				case MakeVoid make -> coupon.makeVoid(act, now);
				case RevokeVoid revoke -> coupon.revokeVoid(act, now);
			};
			if (outcome instanceof Done) {
				model.audited(coupon);
			}
			return outcome;
		});
	}

	private <T> Outcome<T> onCoupon(String code, Function<ModelCoupon, Outcome<T>> step) {
		List<ModelCoupon> meant = meant(code);
		return meant.size() == 1 ? step.apply(meant.getFirst())
				: refused(meant.isEmpty() ? Refusal.COUPON_NOT_FOUND : Refusal.AMBIGUOUS_CODE);
	}

	/** The coupons that a typed text fits best. */
	private List<ModelCoupon> meant(String typed) {
		String clean = Normalizer.normalize(typed, Normalizer.Form.NFKC).strip().replace('\u2013', '-');
		return Stream.of(hasCode(typed), hasCode(clean), looksLike(clean), fits(clean))
			.map(fitting -> model.coupons().filter(fitting).toList())
			.filter(fitting -> !fitting.isEmpty())
			.findFirst()
			.orElse(List.of());
	}

	/**
	 * Whether a code is the text but for hyphens at its blanks and hyphens: as many as
	 * there, one, or none.
	 */
	private static Predicate<ModelCoupon> fits(String clean) {
		Pattern exactly = withOrWithoutHyphens(clean);
		Pattern canonically = withOrWithoutHyphens(canonical(clean));
		return coupon -> exactly.matcher(coupon.state.code()).matches()
				|| (coupon.safe && canonically.matcher(canonical(coupon.state.code())).matches());
	}

	private static Pattern withOrWithoutHyphens(String clean) {
		return Pattern.compile(Pattern.compile("[- ]+|[^- ]+")
			.matcher(clean)
			.results()
			.map(MatchResult::group)
			.map(part -> part.isBlank() ? "-?"
					: part.startsWith(" ") || part.startsWith("-") ? "(?:" + part.replace(" ", "") + "|-)?"
							: Pattern.quote(part))
			.collect(Collectors.joining()));
	}

	private @Nullable ModelCoupon first(Predicate<ModelCoupon> wanted) {
		return model.coupons().filter(wanted).findFirst().orElse(null);
	}

	private static Predicate<ModelCoupon> hasCode(String code) {
		return coupon -> coupon.state.code().equals(code);
	}

	private static Predicate<ModelCoupon> looksLike(String code) {
		return coupon -> coupon.safe && canonical(coupon.state.code()).equals(canonical(code));
	}

	static String canonical(String code) {
		return code.toUpperCase(Locale.ROOT).replace('O', '0').replace('I', '1').replace('L', '1');
	}

}
