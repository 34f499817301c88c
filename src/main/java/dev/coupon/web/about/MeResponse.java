package dev.coupon.web.about;

import dev.coupon.caller.Caller;
import dev.coupon.caller.Role;
import dev.coupon.domain.log.Act;
import dev.coupon.domain.port.request.IssueRequest;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.media.Schema.RequiredMode;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The caller of a request as JSON. */
@Schema(name = "Me")
record MeResponse(
		@Schema(description = "The name of the key or the subject of the token; absent if the service has neither "
				+ "keys nor tokens.", example = "shop-berlin") @Nullable String name,
		@Schema(description = "What the caller may do; without keys and tokens all that keys can have.",
				requiredMode = RequiredMode.REQUIRED, example = "[\"REDEEM\"]") List<Role> roles,
		@Schema(description = "The user for whom a caller with the role USER gets coupons; absent for others, and if "
				+ "the token has no valid user id.", example = "alice") @Nullable String userId) {

	static MeResponse of(Caller caller) {
		String user = caller.hasAny(Set.of(Role.USER)) ? caller.user() : null;
		return new MeResponse(caller.name() == null ? null : Act.shown(caller.owner()),
				caller.roles().stream().sorted().toList(), user != null && IssueRequest.isUserId(user) ? user : null);
	}

}
