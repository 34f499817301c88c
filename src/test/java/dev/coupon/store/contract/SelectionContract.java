package dev.coupon.store.contract;

import static dev.coupon.store.contract.StoreUnderTest.done;
import static org.assertj.core.api.Assertions.assertThat;

import dev.coupon.domain.Campaign.Status;
import dev.coupon.domain.port.CampaignRepository.Page;
import dev.coupon.domain.port.Snapshot;
import dev.coupon.domain.port.Snapshot.Selection;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How every store lists campaigns. */
interface SelectionContract extends StoreUnderTest {

	@Test
	default void listsCampaignsByIdAPageAtATime() {
		List<String> ids = List.of("list-1", "list-10", "list-2", "list-B", "list-a");
		ids.forEach(id -> create(running().id(id)));
		done(store().pause("list-10", true, null));

		assertThat(listed(Selection.ALL)).containsSubsequence(ids);
		assertThat(listed(new Selection(Status.PAUSED, null))).contains("list-10").doesNotContain("list-1", "list-2");
		Page<Snapshot, String> page = store().campaigns(Selection.ALL, "list-1", 2);
		assertThat(page.items()).extracting(s -> s.campaign().id()).containsExactly("list-10", "list-2");
		assertThat(page.nextAfter()).isEqualTo("list-2");
		ids.forEach(id -> done(store().delete(id, true, null)));
	}

	@Test
	default void selectsCampaignsByTheBeginningOfIdOrName() {
		create(running().id("q-1").name("Summer sale"));
		create(running().id("q-2").name("SUMMER 2"));
		create(running().id("q-3"));
		create(running().id("Q-4").name("Big summer"));
		create(running().id("summer").name("여름 세일"));
		done(store().pause("q-2", true, null));

		assertThat(listed(new Selection(null, "q-"))).containsExactly("q-1", "q-2", "q-3");
		assertThat(listed(new Selection(null, "sUmMer"))).containsExactly("q-1", "q-2");
		assertThat(listed(new Selection(null, "summer"))).containsExactly("q-1", "q-2", "summer");
		assertThat(listed(new Selection(null, "여름"))).containsExactly("summer");
		assertThat(listed(new Selection(null, "summer sale!"))).isEmpty();
		assertThat(listed(new Selection(null, "%"))).isEmpty();
		assertThat(listed(new Selection(Status.PAUSED, "q"))).containsExactly("q-2");
		List.of("q-1", "q-2", "q-3", "Q-4", "summer").forEach(id -> done(store().delete(id, true, null)));
	}

	private List<String> listed(Selection selection) {
		List<String> ids = new ArrayList<>();
		String after = null;
		do {
			Page<Snapshot, String> page = store().campaigns(selection, after, 2);
			page.items().forEach(snapshot -> ids.add(snapshot.campaign().id()));
			after = page.nextAfter();
		}
		while (after != null);
		return ids;
	}

}
