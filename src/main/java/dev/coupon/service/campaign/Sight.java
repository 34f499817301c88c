package dev.coupon.service.campaign;

import dev.coupon.caller.Caller;
import dev.coupon.caller.ForbiddenException;
import dev.coupon.caller.Role;
import dev.coupon.domain.port.Outcome;
import dev.coupon.domain.port.Snapshot;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The part of a campaign that a caller sees, who may read the campaign.
 *
 * @param caller the caller who reads it
 */
public record Sight(Caller caller) {

	/** The number of codes for callers who may see codes and name no number. */
	public static final int CODES = 100;

	private static final Set<Role> SEE_CODES = Set.of(Role.ADMIN, Role.VIEW);

	private static final Set<Role> SEE_METADATA = Set.of(Role.ADMIN, Role.VIEW, Role.ISSUE);

	/**
	 * The number of codes to read for the caller.
	 * @param wanted the number that the caller asks for; absent if it asks for none
	 * @throws ForbiddenException if the caller asks for codes and may not see them
	 */
	public int codes(@Nullable Integer wanted) {
		boolean seesCodes = caller.hasAny(SEE_CODES);
		if (!seesCodes && wanted != null && wanted > 0) {
			throw new ForbiddenException("You may read the campaign, but not its codes: leave out codes.", SEE_CODES);
		}
		return Objects.requireNonNullElse(wanted, seesCodes ? CODES : 0);
	}

	/** The same campaign, without metadata if the caller may not see it. */
	public Outcome<Snapshot> of(Outcome<Snapshot> found) {
		return caller.hasAny(SEE_METADATA) ? found : found.map(Snapshot::withoutMetadata);
	}

}
