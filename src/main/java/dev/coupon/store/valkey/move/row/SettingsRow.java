package dev.coupon.store.valkey.move.row;

import dev.coupon.domain.CodeSource;
import dev.coupon.domain.decision.CampaignState;
import dev.coupon.domain.port.move.CampaignMoves.Row;
import dev.coupon.domain.rhythm.OpeningHours;
import dev.coupon.domain.rhythm.Quota;
import dev.coupon.store.move.MovedRow;
import dev.coupon.store.move.RowKind;
import dev.coupon.store.valkey.layout.SettingsText;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The settings of a campaign as a row. Imported codes have an empty template. */
public final class SettingsRow {

	private static final JsonMapper JSON = JsonMapper.shared();

	private static final TypeReference<Map<String, String>> METADATA = new TypeReference<>() {
	};

	private static final TypeReference<List<OpeningHours.Window>> WINDOWS = new TypeReference<>() {
	};

	private SettingsRow() {
	}

	/** The row of a campaign. */
	public static Row write(CampaignState state, SettingsText settings) {
		boolean imported = state.campaign().codeSource() instanceof CodeSource.Imported;
		return RowKind.CAMPAIGN.row(state.campaign().id(), MovedRow.uid(state.uid()), MovedRow.uid(state.revision()),
				settings.name(), settings.startsAt(), settings.endsAt(), settings.perUserLimit(), settings.timeZone(),
				settings.charset(), imported ? "" : settings.characters(), imported ? "" : settings.template(),
				settings.couponsExpireAt(), settings.couponValidFor(), settings.couponsExtendedTo(),
				json(settings.openingHours()), json(settings.quota()), json(settings.metadata()), settings.paused(),
				false);
	}

	private static @Nullable String json(@Nullable Object value) {
		return value == null ? null : JSON.writeValueAsString(value);
	}

	/**
	 * The settings of a campaign.
	 * @param row its row
	 * @param counts the row with its numbers
	 * @throws RuntimeException if some can't be read
	 */
	public static SettingsText read(MovedRow row, MovedRow counts) {
		Long perUserLimit = row.optionalNumber("per_user_limit");
		String hours = row.optionalText("opening_hours");
		String quota = row.optionalText("quota");
		boolean imported = row.text("template").isEmpty();
		return new SettingsText(row.optionalText("name"), row.number("starts_at"), row.number("ends_at"),
				counts.count("max_coupons"), perUserLimit == null ? null : Math.toIntExact(perUserLimit),
				row.text("time_zone"), row.optionalText("charset"), imported ? null : row.text("characters"),
				imported ? null : row.text("template"), row.optionalNumber("coupons_expire_at"),
				row.optionalText("coupon_valid_for"), row.optionalNumber("coupons_extended_to"),
				hours == null ? null : JSON.readValue(hours, WINDOWS),
				quota == null ? null : JSON.readValue(quota, Quota.class),
				JSON.readValue(row.text("metadata"), METADATA), row.flag("paused"));
	}

}
