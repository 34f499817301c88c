package dev.coupon.web.about;

import static dev.coupon.web.problem.Problem.INVALID_REQUEST;

import dev.coupon.caller.Callers;
import dev.coupon.service.system.SystemService;
import dev.coupon.web.ApiPaths;
import dev.coupon.web.problem.Raises;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.boot.info.BuildProperties;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Answers who the caller is, and what service this is. */
@RestController
@Tag(name = "About", description = "For front ends: who the caller is, and what service this is")
@RequestMapping(path = ApiPaths.API, produces = MediaType.APPLICATION_JSON_VALUE)
class AboutController {

	private final Callers callers;

	private final SystemService system;

	private final BuildProperties build;

	AboutController(Callers callers, SystemService system, BuildProperties build) {
		this.callers = callers;
		this.system = system;
		this.build = build;
	}

	@Operation(summary = "Read who the caller is",
			description = "The name and the roles by which the service knows the sender of this request.")
	@ApiResponse(responseCode = "200", description = "The caller",
			content = @Content(schema = @Schema(implementation = MeResponse.class)))
	@Raises(value = INVALID_REQUEST, asksTheStore = false)
	@GetMapping("/me")
	MeResponse readMe() {
		return MeResponse.of(callers.current());
	}

	@Operation(summary = "Read about the service",
			description = "Version, store, time zone, and how long campaigns are kept.")
	@ApiResponse(responseCode = "200", description = "The service",
			content = @Content(schema = @Schema(implementation = SystemResponse.class)))
	@Raises(INVALID_REQUEST)
	@GetMapping("/system")
	SystemResponse readSystem() {
		return SystemResponse.of(String.valueOf(build.getVersion()), system.facts(), system.now());
	}

}
