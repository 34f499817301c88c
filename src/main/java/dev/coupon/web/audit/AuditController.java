package dev.coupon.web.audit;

import static dev.coupon.web.problem.Problem.INVALID_REQUEST;

import dev.coupon.domain.log.Audited;
import dev.coupon.domain.port.CampaignRepository;
import dev.coupon.service.EvidenceService;
import dev.coupon.web.ApiPaths;
import dev.coupon.web.input.CampaignId;
import dev.coupon.web.input.PageSize;
import dev.coupon.web.problem.Raises;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.Min;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Answers who did what with campaigns, and with the coupons of others. */
@RestController
@Tag(name = "Evidence", description = "For those who check what was done")
@RequestMapping(path = ApiPaths.API, produces = MediaType.APPLICATION_JSON_VALUE)
class AuditController {

	private final EvidenceService service;

	AuditController(EvidenceService service) {
		this.service = service;
	}

	@Operation(summary = "Read the audit",
			description = "Who did what when, the newest first, a page at a time. An entry is written together with "
					+ "the change, and stays when the campaign is deleted.")
	@ApiResponse(responseCode = "200", description = "A page",
			content = @Content(schema = @Schema(implementation = AuditResponse.Page.class)))
	@Raises(INVALID_REQUEST)
	@GetMapping("/audit")
	AuditResponse.Page readAudit(
			@Parameter(description = "Only what was done to campaigns with this id, present or deleted") @RequestParam(
					required = false) @CampaignId @Nullable String campaignId,
			@Parameter(description = "The nextAfter of the page before") @RequestParam(required = false) @Min(value = 1,
					message = "must be the nextAfter of a page") @Nullable Long after,
			@Parameter(description = "At most so many") @RequestParam(defaultValue = "100") @PageSize int limit) {
		CampaignRepository.Page<Audited, Long> page = service.audit(campaignId, after, limit);
		return new AuditResponse.Page(page.items().stream().map(AuditResponse::of).toList(), page.nextAfter());
	}

}
