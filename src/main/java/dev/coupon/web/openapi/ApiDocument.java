package dev.coupon.web.openapi;

import dev.coupon.domain.Campaign;
import dev.coupon.domain.port.request.IssueRequest;
import dev.coupon.service.draft.InvalidRequestException.Fault;
import dev.coupon.web.input.IdempotencyKey;
import dev.coupon.web.input.PageSize;
import dev.coupon.web.problem.Problem;
import dev.coupon.web.problem.Raises;
import io.swagger.v3.core.converter.ModelConverters;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.examples.Example;
import io.swagger.v3.oas.models.headers.Header;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.info.License;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.swagger.v3.oas.models.responses.ApiResponse;
import java.net.URI;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.springdoc.core.customizers.OperationCustomizer;
import org.springdoc.core.customizers.ServerBaseUrlCustomizer;
import org.springframework.boot.info.BuildProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.method.HandlerMethod;

/**
 * Adds the parts of the OpenAPI document that don't belong to a single operation: the
 * description of the API, and its problems.
 */
@Configuration(proxyBeanMethods = false)
class ApiDocument {

	private static final String PROBLEM_MEDIA_TYPE = "application/problem+json";

	private static final Set<Problem> OF_ANY = EnumSet.of(Problem.UNAUTHENTICATED, Problem.FORBIDDEN,
			Problem.RATE_LIMITED, Problem.OVERLOADED, Problem.OUTCOME_UNKNOWN, Problem.INTERNAL_ERROR);

	private static final Set<Problem> OF_ANY_WITH_A_BODY = EnumSet.of(Problem.INVALID_REQUEST, Problem.MALFORMED_JSON,
			Problem.PAYLOAD_TOO_LARGE, Problem.UNSUPPORTED_MEDIA_TYPE);

	@Bean
	OpenAPI api(BuildProperties build) {
		return new OpenAPI()
			.info(new Info().title("Coupon Issuance")
				.version(build.getVersion())
				.license(new License().name("Apache-2.0").url("https://www.apache.org/licenses/LICENSE-2.0"))
				.description("""
						Issues the coupons of campaigns: exactly as many as a campaign has, never the same code \
						twice, and again the same one to a request that is repeated with its Idempotency-Key.

						What goes wrong is a problem (RFC 9457) with a stable `code`. Paths that don't exist \
						answer `not-found`, methods that a path doesn't have `method-not-allowed`. Times are \
						RFC 3339 in UTC, to the millisecond. Absent values are left out. Query parameters and \
						body fields that an operation doesn't have answer `invalid-request`, as does a body \
						where an operation takes none, unless it is empty or `{}`."""))
			.components(new Components().schemas(problemSchemas()));
	}

	/**
	 * Leaves only the path of the server's address, as the client of a request sees it,
	 * because the host may differ from what a proxy passes on.
	 */
	@Bean
	ServerBaseUrlCustomizer serverPath() {
		return (address, request) -> {
			String path = URI.create(address).getRawPath();
			return path.isEmpty() ? "/" : path;
		};
	}

	@SuppressWarnings("rawtypes")
	private static Map<String, Schema> problemSchemas() {
		List<String> codes = Arrays.stream(Problem.values()).map(Problem::code).toList();
		Map<String, Schema> schemas = ModelConverters.getInstance(true).readAll(ProblemBody.class);
		Objects.requireNonNull(schemas.get("Problem"))
			.addProperty("code", new StringSchema()._enum(codes).description("What clients should go by"));
		return schemas;
	}

	/**
	 * Adds to each operation a response for each status of its problems, with an example
	 * for each problem.
	 */
	@Bean
	OperationCustomizer problemResponses() {
		return (operation, handler) -> {
			if (handler.hasMethodAnnotation(Raises.class)) {
				problemsOf(operation, handler).stream()
					.collect(Collectors.groupingBy(problem -> problem.status().value(), TreeMap::new,
							Collectors.toList()))
					.forEach((status, problems) -> operation.getResponses()
						.addApiResponse(status.toString(), response(operation, problems)));
			}
			return operation;
		};
	}

	private static Set<Problem> problemsOf(Operation operation, HandlerMethod handler) {
		Set<Problem> problems = EnumSet.copyOf(OF_ANY);
		Raises raised = Objects.requireNonNull(handler.getMethodAnnotation(Raises.class));
		problems.addAll(Arrays.asList(raised.value()));
		if (!raised.asksTheStore()) {
			problems.remove(Problem.OUTCOME_UNKNOWN);
		}
		if (operation.getRequestBody() != null) {
			problems.addAll(OF_ANY_WITH_A_BODY);
			if (!takesJson(operation)) {
				problems.remove(Problem.MALFORMED_JSON);
			}
		}
		if (!operation.getResponses().containsKey("204")) {
			problems.add(Problem.NOT_ACCEPTABLE);
		}
		return problems;
	}

	/** Tells whether a body may be one JSON value, not only a stream of lines. */
	private static boolean takesJson(Operation operation) {
		return operation.getRequestBody().getContent().keySet().stream().anyMatch(type -> type.matches(".*[/+]json"));
	}

	private static ApiResponse response(Operation operation, List<Problem> problems) {
		MediaType content = new MediaType().schema(new Schema<>().$ref("#/components/schemas/Problem"));
		problems
			.forEach(problem -> content.addExamples(problem.code(), new Example().value(example(operation, problem))));
		ApiResponse response = new ApiResponse()
			.description(problems.stream().map(Problem::code).collect(Collectors.joining(", ")))
			.content(new Content().addMediaType(PROBLEM_MEDIA_TYPE, content));
		if (problems.stream().anyMatch(Problem::saysWhenToRetry)) {
			response.addHeaderObject("Retry-After",
					new Header().description("Seconds to wait")
						.required(problems.stream().allMatch(Problem::saysWhenToRetry))
						.schema(new IntegerSchema()));
		}
		return response;
	}

	private static Map<String, Object> example(Operation operation, Problem problem) {
		Map<String, Object> example = new LinkedHashMap<>();
		example.put("type", problem.type().toString());
		example.put("title", problem.title());
		example.put("status", problem.status().value());
		example.put("detail", problem.detail());
		example.put("code", problem.code());
		if (problem == Problem.INVALID_REQUEST) {
			example.put("errors", List.of(faultOf(operation)));
		}
		example.put("requestId", "5f0c9a3be81d274600000000000002a7");
		return example;
	}

	/** An example of a fault that the operation may report. */
	private static Fault faultOf(Operation operation) {
		Set<String> parameters = operation.getParameters() == null ? Set.of()
				: operation.getParameters().stream().map(Parameter::getName).collect(Collectors.toSet());
		if (parameters.contains(IdempotencyKey.HEADER)) {
			return new Fault(IdempotencyKey.HEADER, IssueRequest.IDEMPOTENCY_KEY_RULE);
		}
		if (parameters.contains("limit")) {
			return new Fault("limit", PageSize.RULE);
		}
		if (parameters.contains("code") && operation.getRequestBody() == null) {
			return new Fault("order",
					"is not a known parameter; known are " + (parameters.contains("reference") ? "reference" : "none"));
		}
		if (parameters.isEmpty() && operation.getRequestBody() == null) {
			return new Fault("limit", "is not a known parameter; known are none");
		}
		if (operation.getRequestBody() != null && !takesJson(operation)) {
			return new Fault("", "line 1 has 2 columns: send one column, which is code");
		}
		return operation.getRequestBody() == null ? new Fault("id", Campaign.ID_RULE)
				: new Fault("/maxCoupons", "is required");
	}

}
