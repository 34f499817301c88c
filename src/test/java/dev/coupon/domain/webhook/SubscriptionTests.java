package dev.coupon.domain.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coupon.domain.event.EventPosition;
import dev.coupon.domain.event.EventRun.Reach;
import dev.coupon.domain.event.EventSelection;
import dev.coupon.domain.webhook.Delivery.Outcome;
import dev.coupon.domain.webhook.Message.Content;
import dev.coupon.domain.webhook.Message.Span;
import dev.coupon.domain.webhook.Progress.Reason;
import dev.coupon.domain.webhook.Progress.Stop;
import dev.coupon.domain.webhook.Subscription.Attempts;
import dev.coupon.domain.webhook.Subscription.Target;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What may become of a subscription. */
class SubscriptionTests {

	private static final Instant NOW = Instant.parse("2026-11-27T09:00:00Z");

	private static final Attempts LIMITS = new Attempts(Duration.ofDays(3), 0.5);

	private static final EventPosition NEXT = new EventPosition(3, new Reach(7, 1));

	private final Subscription idle = new Subscription("wh", 1, NOW,
			new Target("https://hooks.example", new EventSelection(Set.of("coupon.issued"), Set.of()), false),
			Secrets.of("whsec_1"), Progress.at(EventPosition.START));

	private final Subscription waiting = idle
		.toDeliver(idle.message(new Content("{}", false), new Span(1, NOW, EventPosition.START, NEXT), NOW));

	private static Message pending(Subscription subscription) {
		return Objects.requireNonNull(subscription.state().pending());
	}

	private static @Nullable Reason reason(Subscription subscription) {
		Stop stop = subscription.state().stop();
		return stop == null ? null : stop.reason();
	}

	@Test
	void triesAgainAfterPausesThatDoubleUpToAnHour() {
		List<Long> pauses = new ArrayList<>();
		Subscription tried = waiting;
		Instant now = NOW;
		for (int i = 0; i < 14; i++) {
			tried = tried.attempted("wh-1", Outcome.FAILED, now, LIMITS);
			pauses.add(Duration.between(now, pending(tried).tries().due()).toSeconds());
			now = pending(tried).tries().due();
		}

		assertThat(pauses).containsExactly(1L, 2L, 4L, 8L, 16L, 32L, 64L, 128L, 256L, 512L, 1024L, 2048L, 3600L, 3600L);
		assertThat(pending(tried).id()).isEqualTo("wh-1");
		assertThat(pending(tried).content()).isEqualTo(pending(waiting).content());
		assertThat(tried.state().position()).isEqualTo(EventPosition.START);
	}

	@Test
	void variesThePausesByAQuarter() {
		assertThat(Retry.pause(2, 0)).isEqualTo(Duration.ofSeconds(3));
		assertThat(Retry.pause(2, 1)).isEqualTo(Duration.ofSeconds(5));
		assertThat(Retry.pause(1_000_000, 0.5)).isEqualTo(Duration.ofHours(1));
	}

	@Test
	void isDisabledWhenItHasFailedForThreeDaysAndNotBefore() {
		Subscription failed = waiting.attempted("wh-1", Outcome.FAILED, NOW, LIMITS);
		Instant end = NOW.plus(Duration.ofDays(3));

		assertThat(failed.attempted("wh-1", Outcome.FAILED, end.minusMillis(1), LIMITS).enabled()).isTrue();
		Subscription disabled = failed.attempted("wh-1", Outcome.FAILED, end, LIMITS);
		assertThat(reason(disabled)).isEqualTo(Reason.FAILED);

		Subscription enabled = disabled.turned(true, end);
		assertThat(enabled.enabled()).isTrue();
		assertThat(pending(enabled).id()).isEqualTo("wh-1");
		assertThat(pending(enabled).tries().due()).isEqualTo(end);
		assertThat(enabled.attempted("wh-1", Outcome.FAILED, end.plusSeconds(1), LIMITS).enabled()).isTrue();
	}

	@Test
	void isDisabledAtOnceWhenTheReceiverIsGone() {
		assertThat(reason(waiting.attempted("wh-1", Outcome.GONE, NOW, LIMITS))).isEqualTo(Reason.GONE);
	}

	@Test
	void movesOnWhenTheMessageIsDelivered() {
		Subscription moved = waiting.attempted("wh-1", Outcome.DELIVERED, NOW, LIMITS);

		assertThat(moved.state().position()).isEqualTo(NEXT);
		assertThat(moved.state().pending()).isNull();
		assertThat(moved.message(new Content("", false), new Span(1, NOW, NEXT, NEXT), NOW).id()).isEqualTo("wh-2");
	}

	@Test
	void ignoresTheEndOfAnAttemptThatIsNoLongerWanted() {
		Subscription back = waiting.backTo(EventPosition.START);

		assertThat(back.attempted("wh-1", Outcome.DELIVERED, NOW, LIMITS)).isEqualTo(back);
		Subscription again = back
			.toDeliver(back.message(new Content("{}", false), new Span(1, NOW, EventPosition.START, NEXT), NOW));
		assertThat(again.attempted("wh-1", Outcome.DELIVERED, NOW, LIMITS)).isEqualTo(again);
	}

	@Test
	void makesTheMessageAnewIfOtherEventsAreWanted() {
		Target target = idle.target();
		Target elsewhere = new Target("https://other.example", target.selection(), false);
		Target others = new Target(target.url(), new EventSelection(Set.of("campaign.paused"), Set.of()), false);

		assertThat(waiting.changedTo(elsewhere).state().pending()).isEqualTo(pending(waiting));
		assertThat(waiting.changedTo(others).state().pending()).isNull();
		assertThat(waiting.changedTo(others).state().position()).isEqualTo(EventPosition.START);
	}

	@Test
	void isDeliveredByOneInstanceUntilItsTimeIsUp() {
		Subscription leased = idle.leased("one", NOW.plusSeconds(30));

		assertThat(leased.freeFor("one", NOW)).isTrue();
		assertThat(leased.freeFor("other", NOW.plusSeconds(29))).isFalse();
		assertThat(leased.freeFor("other", NOW.plusSeconds(30))).isTrue();
		assertThat(leased.released("other")).isEqualTo(leased);
		assertThat(leased.released("one").freeFor("other", NOW)).isTrue();
	}

	@Test
	void signsWithTheSecretBeforeForAWhile() {
		Instant until = NOW.plusSeconds(60);
		Subscription rotated = idle.rotated("whsec_2", NOW, until);

		assertThat(rotated.secrets().signing(NOW)).containsExactly("whsec_2", "whsec_1");
		assertThat(rotated.secrets().signing(until)).containsExactly("whsec_2");
		Subscription again = rotated.rotated("whsec_3", NOW.plusSeconds(1), until.plusSeconds(1));
		assertThat(again.secrets().signing(NOW.plusSeconds(2))).containsExactly("whsec_3", "whsec_2", "whsec_1");
		assertThat(again.secrets().signing(until)).containsExactly("whsec_3", "whsec_2");
		assertThat(again.toString()).doesNotContain("whsec_");
	}

	@Test
	void isNoLongerWaitedForWhenAnOperatorTurnsItOffAfterItFailed() {
		Subscription gone = waiting.attempted("wh-1", Outcome.GONE, NOW, LIMITS);

		assertThat(reason(gone.turned(false, NOW))).isEqualTo(Reason.OPERATOR);
		assertThat(waiting.turned(true, NOW)).isEqualTo(waiting);
	}

}
