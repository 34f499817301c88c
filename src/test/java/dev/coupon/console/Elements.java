package dev.coupon.console;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;

/** Finds elements of a page as users know them: by what they are and what they say. */
final class Elements {

	private Elements() {
	}

	static Locator button(Page page, String name) {
		return named(page, AriaRole.BUTTON, name);
	}

	static Locator link(Page page, String name) {
		return named(page, AriaRole.LINK, name);
	}

	static Locator heading(Page page, String name) {
		return named(page, AriaRole.HEADING, name);
	}

	/** The button with this name in the dialog that is open. */
	static Locator inDialog(Page page, String name) {
		return page.getByRole(AriaRole.DIALOG)
			.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(name).setExact(true));
	}

	/** The rows of tables that have all of these texts. */
	static Locator row(Page page, String... texts) {
		Locator rows = page.getByRole(AriaRole.ROW);
		for (String text : texts) {
			rows = rows.filter(new Locator.FilterOptions().setHasText(text));
		}
		return rows;
	}

	/** The input with exactly this label. */
	static Locator field(Page page, String label) {
		return page.getByLabel(label, new Page.GetByLabelOptions().setExact(true));
	}

	private static Locator named(Page page, AriaRole role, String name) {
		return page.getByRole(role, new Page.GetByRoleOptions().setName(name).setExact(true));
	}

}
