package dev.coupon.web.report;

import static dev.coupon.web.problem.Problem.CAMPAIGN_NOT_FOUND;
import static dev.coupon.web.problem.Problem.INVALID_REQUEST;
import static dev.coupon.web.problem.Problem.REPORT_NOT_FOUND;

import dev.coupon.domain.evidence.Report;
import dev.coupon.domain.port.CampaignRepository.Page;
import dev.coupon.domain.port.Outcome;
import dev.coupon.domain.port.Outcome.Refused;
import dev.coupon.domain.port.Outcome.Success;
import dev.coupon.service.EvidenceService;
import dev.coupon.web.ApiPaths;
import dev.coupon.web.input.CampaignId;
import dev.coupon.web.input.PageSize;
import dev.coupon.web.problem.ProblemAnswer;
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
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Answers what campaigns issued, and whether the data about them fits together. */
@RestController
@Tag(name = "Evidence", description = "For those who check what was done")
@RequestMapping(path = ApiPaths.API, produces = MediaType.APPLICATION_JSON_VALUE)
class ReportController {

	private final EvidenceService service;

	ReportController(EvidenceService service) {
		this.service = service;
	}

	@Operation(summary = "Report on a campaign",
			description = "What the campaign issued until now, with a digest of its coupons, and whether the data in "
					+ "the store fits together. It looks at each coupon, which takes a few seconds for a million, and "
					+ "holds up nobody who gets a coupon.")
	@ApiResponse(responseCode = "200", description = "The report",
			content = @Content(schema = @Schema(implementation = ReportResponse.class)))
	@Raises({ INVALID_REQUEST, CAMPAIGN_NOT_FOUND })
	@GetMapping("/campaigns/{id}/report")
	ResponseEntity<?> reportCampaign(@PathVariable @CampaignId String id) {
		return answer(service.report(id));
	}

	@Operation(summary = "List the reports of campaigns that are gone",
			description = "The newest first, a page at a time. Each campaign that is deleted or erased leaves a "
					+ "report, which is made before the first of its coupons is erased.")
	@ApiResponse(responseCode = "200", description = "A page",
			content = @Content(schema = @Schema(implementation = ReportResponse.ReportPage.class)))
	@Raises(INVALID_REQUEST)
	@GetMapping("/reports")
	ReportResponse.ReportPage listReports(
			@Parameter(description = "Only reports about campaigns that had this id") @RequestParam(
					required = false) @CampaignId @Nullable String campaignId,
			@Parameter(description = "The nextAfter of the page before") @RequestParam(required = false) @Min(value = 1,
					message = "must be the nextAfter of a page") @Nullable Long after,
			@Parameter(description = "At most so many") @RequestParam(defaultValue = "100") @PageSize int limit) {
		Page<Report, Long> page = service.reports(campaignId, after, limit);
		return new ReportResponse.ReportPage(page.items().stream().map(ReportResponse::of).toList(), page.nextAfter());
	}

	@Operation(summary = "Read the report of a campaign that is gone",
			description = "The newest one, if several campaigns had the id one after the other. A small campaign "
					+ "leaves it when it is deleted, a large one when the service begins to erase it, which is at the "
					+ "next purge.")
	@ApiResponse(responseCode = "200", description = "The report",
			content = @Content(schema = @Schema(implementation = ReportResponse.class)))
	@Raises({ INVALID_REQUEST, REPORT_NOT_FOUND })
	@GetMapping("/reports/{campaignId}")
	ResponseEntity<?> readReport(@PathVariable @CampaignId String campaignId) {
		return answer(service.keptReport(campaignId));
	}

	private static ResponseEntity<?> answer(Outcome<Report> outcome) {
		return switch (outcome) {
			case Success<Report> report -> ResponseEntity.ok(ReportResponse.of(report.value()));
			case Refused<Report> refused -> ProblemAnswer.of(refused).toResponseEntity();
		};
	}

}
