package dev.coupon.web.campaign;

import dev.coupon.domain.Campaign;
import dev.coupon.domain.port.CampaignRepository.Page;
import dev.coupon.domain.port.Outcome;
import dev.coupon.domain.port.Outcome.Done;
import dev.coupon.domain.port.Outcome.Refused;
import dev.coupon.domain.port.Outcome.Replayed;
import dev.coupon.domain.port.Outcome.Success;
import dev.coupon.domain.port.Snapshot;
import dev.coupon.domain.port.Snapshot.Selection;
import dev.coupon.service.CampaignService;
import dev.coupon.service.draft.CampaignDraft;
import dev.coupon.service.draft.InvalidRequestException;
import dev.coupon.service.draft.InvalidRequestException.Fault;
import dev.coupon.web.ApiPaths;
import dev.coupon.web.campaign.json.CampaignPatch;
import dev.coupon.web.campaign.json.CampaignRequest;
import dev.coupon.web.campaign.json.CampaignResponse;
import dev.coupon.web.campaign.json.MergePatch;
import dev.coupon.web.campaign.json.SourceNames;
import dev.coupon.web.exchange.JsonExchange;
import dev.coupon.web.input.IdempotencyKey;
import dev.coupon.web.problem.ProblemAnswer;
import dev.coupon.web.problem.ProblemWriter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

@RestController
class CampaignController implements CampaignApi {

	private static final String EXTENSION = "couponsExtendedTo";

	private final CampaignService campaigns;

	private final JsonMapper mapper;

	private final JsonExchange json;

	private final ProblemWriter problems;

	CampaignController(CampaignService campaigns, JsonMapper mapper, JsonExchange json, ProblemWriter problems) {
		this.campaigns = campaigns;
		this.mapper = mapper;
		this.json = json;
		this.problems = problems;
	}

	@Override
	public ResponseEntity<?> createCampaign(ObjectNode settings, boolean dryRun, HttpServletRequest request) {
		String key = idempotencyKey(request);
		if (settings.has(EXTENSION)) {
			throw new InvalidRequestException(
					List.of(new Fault("/" + EXTENSION, "can be set only when the campaign exists: use PATCH")));
		}
		CampaignDraft draft = draft(SourceNames.replaced(settings));
		return dryRun ? tried(campaigns.tryCreate(draft, key)) : created(campaigns.create(draft, key), request);
	}

	private static ResponseEntity<?> tried(Outcome<Snapshot> outcome) {
		return switch (outcome) {
			case Success<Snapshot> success -> ResponseEntity.ok(CampaignResponse.ofDryRun(success.value()));
			case Refused<Snapshot> refused -> ProblemAnswer.of(refused).toResponseEntity();
		};
	}

	private static ResponseEntity<?> created(Outcome<Snapshot> outcome, HttpServletRequest request) {
		return switch (outcome) {
			case Done<Snapshot>(Snapshot created) -> ResponseEntity
				.created(URI.create(request.getContextPath() + ApiPaths.CAMPAIGNS + "/" + created.campaign().id()))
				.eTag(created.revision())
				.body(CampaignResponse.of(created));
			case Replayed<Snapshot>(Snapshot existing) -> ok(existing);
			case Refused<Snapshot> refused -> ProblemAnswer.of(refused).toResponseEntity();
		};
	}

	private static @Nullable String idempotencyKey(HttpServletRequest request) {
		List<Fault> faults = new ArrayList<>(0);
		String key = IdempotencyKey.read(request, rule -> faults.add(new Fault(IdempotencyKey.HEADER, rule)));
		if (!faults.isEmpty()) {
			throw new InvalidRequestException(faults);
		}
		return key;
	}

	@Override
	public CampaignResponse.Page listCampaigns(Campaign.@Nullable Status status, @Nullable String q, int limit,
			@Nullable String after) {
		Page<Snapshot, String> page = campaigns.list(new Selection(status, q), after, limit);
		return new CampaignResponse.Page(page.items().stream().map(CampaignResponse::of).toList(), page.nextAfter());
	}

	/**
	 * Writes the campaign directly to the response, because Spring would answer 304 if
	 * the ETag is unchanged, although the counts may have changed.
	 */
	@Override
	public void readCampaign(HttpServletRequest request, HttpServletResponse response) throws IOException {
		String id = JsonExchange.pathVariable(request, "id");
		switch (campaigns.find(id, CodesParameter.read(id, request))) {
			case Success<Snapshot> found -> writeWithCodes(found.value(), response);
			case Refused<Snapshot> refused -> problems.write(ProblemAnswer.of(refused), request, response);
		}
	}

	private void writeWithCodes(Snapshot snapshot, HttpServletResponse response) throws IOException {
		response.setHeader(HttpHeaders.ETAG, '"' + snapshot.revision() + '"');
		json.write(response, 200, MediaType.APPLICATION_JSON, CampaignResponse.withCodes(snapshot));
	}

	@Override
	public ResponseEntity<?> changeCampaign(String id, @Nullable String ifMatch, ObjectNode patch) {
		checkChangeable(patch);
		return answer(campaigns.update(id, IfMatch.revisions(ifMatch), present -> patched(present, patch)));
	}

	private static void checkChangeable(ObjectNode patch) {
		List<Fault> faults = new ArrayList<>();
		patch.propertyNames()
			.stream()
			.filter(name -> !CampaignPatch.NAMES.contains(name))
			.sorted()
			.map(name -> new Fault("/" + InvalidRequestException.escaped(name),
					"can't be changed; what can is " + String.join(", ", CampaignPatch.NAMES)))
			.forEach(faults::add);
		if (patch.path(EXTENSION).isNull()) {
			faults.add(new Fault("/" + EXTENSION, "must be a date, because an extension can't be taken back"));
		}
		if (!faults.isEmpty()) {
			throw new InvalidRequestException(faults);
		}
	}

	private CampaignDraft patched(Campaign present, ObjectNode patch) {
		ObjectNode settings = mapper.valueToTree(CampaignRequest.of(present));
		replaceExpiry(patch, settings);
		MergePatch.apply(patch, settings);
		return draft(settings);
	}

	/** Removes the rule for when coupons expire if the patch has another one. */
	private static void replaceExpiry(ObjectNode patch, ObjectNode settings) {
		if (patch.hasNonNull("couponsExpireAt") || patch.hasNonNull("couponValidFor")) {
			settings.remove(List.of("couponsExpireAt", "couponValidFor"));
		}
	}

	private CampaignDraft draft(ObjectNode settings) {
		return mapper.treeToValue(settings, CampaignRequest.class).toDraft();
	}

	@Override
	public ResponseEntity<?> pauseCampaign(String id, @Nullable String ifMatch, HttpServletRequest request)
			throws IOException, HttpMediaTypeNotSupportedException {
		return answer(campaigns.pause(id, IfMatch.revisions(ifMatch), json.reason(request)));
	}

	@Override
	public ResponseEntity<?> resumeCampaign(String id, @Nullable String ifMatch, HttpServletRequest request)
			throws IOException, HttpMediaTypeNotSupportedException {
		return answer(campaigns.resume(id, IfMatch.revisions(ifMatch), json.reason(request)));
	}

	@Override
	public ResponseEntity<?> deleteCampaign(String id, @Nullable String ifMatch, boolean force,
			@Nullable String reason) {
		return switch (campaigns.delete(id, force, IfMatch.revisions(ifMatch), reason)) {
			case Success<Snapshot> gone -> ResponseEntity.noContent()
				.header(AnswersDeleted.COUPONS, String.valueOf(gone.value().issued()))
				.build();
			case Refused<Snapshot> refused -> ProblemAnswer.of(refused).toResponseEntity();
		};
	}

	private static ResponseEntity<?> answer(Outcome<Snapshot> outcome) {
		return switch (outcome) {
			case Success<Snapshot> success -> ok(success.value());
			case Refused<Snapshot> refused -> ProblemAnswer.of(refused).toResponseEntity();
		};
	}

	private static ResponseEntity<?> ok(Snapshot snapshot) {
		return ResponseEntity.ok().eTag(snapshot.revision()).body(CampaignResponse.of(snapshot));
	}

}
