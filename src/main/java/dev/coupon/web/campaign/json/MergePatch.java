package dev.coupon.web.campaign.json;

import tools.jackson.databind.node.ObjectNode;

/** JSON Merge Patch (RFC 7396). */
public final class MergePatch {

	private MergePatch() {
	}

	/**
	 * Applies the patch to the target: null removes a member, an object is merged into
	 * it, and any other value replaces it.
	 */
	public static void apply(ObjectNode patch, ObjectNode target) {
		patch.forEachEntry((name, value) -> {
			if (value.isNull()) {
				target.remove(name);
			}
			else if (value instanceof ObjectNode object) {
				apply(object, target.get(name) instanceof ObjectNode present ? present : target.putObject(name));
			}
			else {
				target.set(name, value);
			}
		});
	}

}
