package dev.coupon.web.campaign.json;

import dev.coupon.domain.CodeSource;
import dev.coupon.domain.port.Snapshot;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.media.Schema.RequiredMode;
import org.jspecify.annotations.Nullable;

/** The number of imported codes. */
@Schema(name = "ImportedCodes")
public record ImportedCodes(
		@Schema(description = "All that were imported and not dropped, those of issued coupons included.",
				requiredMode = RequiredMode.REQUIRED, example = "100000") int total,
		@Schema(description = "Those that are not issued.", requiredMode = RequiredMode.REQUIRED,
				example = "99998") int left) {

	static @Nullable ImportedCodes of(Snapshot snapshot) {
		return snapshot.campaign().codeSource() instanceof CodeSource.Imported
				? new ImportedCodes(snapshot.stocked(), snapshot.stocked() - snapshot.issued()) : null;
	}

}
