package dev.coupon.console;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Locator.FilterOptions;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.GetByRoleOptions;
import com.microsoft.playwright.options.AriaRole;

/** Finds the parts of a page as users know them. */
final class Find {

	private Find() {
	}

	static Locator heading(Page page, String name) {
		return page.getByRole(AriaRole.HEADING, new GetByRoleOptions().setName(name).setExact(true));
	}

	static Locator button(Page page, String name) {
		return page.getByRole(AriaRole.BUTTON, new GetByRoleOptions().setName(name).setExact(true));
	}

	static Locator link(Page page, String name) {
		return page.getByRole(AriaRole.LINK, new GetByRoleOptions().setName(name).setExact(true));
	}

	/** The rows of tables that have all of these texts. */
	static Locator row(Page page, String... texts) {
		Locator rows = page.getByRole(AriaRole.ROW);
		for (String text : texts) {
			rows = rows.filter(new FilterOptions().setHasText(text));
		}
		return rows;
	}

	/** The button of the dialog that is open. */
	static Locator confirm(Page page, String name) {
		return page.getByRole(AriaRole.DIALOG)
			.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(name).setExact(true));
	}

}
