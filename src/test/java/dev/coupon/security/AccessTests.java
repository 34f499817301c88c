package dev.coupon.security;

import static dev.coupon.caller.Role.ADMIN;
import static dev.coupon.caller.Role.ISSUE;
import static dev.coupon.caller.Role.MONITOR;
import static dev.coupon.caller.Role.REDEEM;
import static dev.coupon.caller.Role.USER;
import static dev.coupon.caller.Role.VIEW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.coupon.caller.Role;
import dev.coupon.security.Endpoints.Endpoint;
import dev.coupon.testing.Api;
import dev.coupon.testing.Api.Answer;
import dev.coupon.testing.Api.Call;
import dev.coupon.testing.SecuredTest;
import dev.coupon.testing.TestKeys;
import dev.coupon.web.module.AccessRule;
import dev.coupon.web.module.AccessRule.Audience;
import jakarta.servlet.ServletContext;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.http.HttpMethod;
import tools.jackson.databind.JsonNode;

/** Who may ask for what: each endpoint that the running service has, by each caller. */
@SecuredTest
class AccessTests {

	private static final String OPERATOR = "/actuator";

	private static final String HEALTH = OPERATOR + "/health";

	private final Api api;

	private final ApplicationContext service;

	private final Endpoints endpoints;

	private final List<AccessRule> rules;

	@Autowired
	AccessTests(Api api, ApplicationContext service) {
		this.api = api;
		this.service = service;
		this.endpoints = new Endpoints(service);
		this.rules = service.getBean(AccessRules.class).all();
	}

	@Test
	void leavesTheApiToThoseItIsFor() {
		Map<Role, Set<String>> operations = Map.of(VIEW,
				Set.of("listCampaigns", "readCampaign", "listCoupons", "readCoupon", "readHistory", "readAudit",
						"readEvents", "streamEvents", "reportCampaign", "listReports", "readReport", "readSystem",
						"listUserCoupons", "findUserCoupons"),
				ISSUE, Set.of("issueCoupon", "issueBatch", "readCampaign", "listUserCoupons", "findUserCoupons"),
				REDEEM, Set.of("readCoupon", "redeemCoupon", "rollBackRedemption"), USER,
				Set.of("issueCoupon", "readCampaign", "listUserCoupons", "findUserCoupons"), MONITOR, Set.of());

		operations
			.forEach((role, names) -> assertThat(endpoints.api().filter(endpoint -> roles(endpoint).contains(role)))
				.extracting(Endpoint::operation)
				.as(role.name())
				.containsExactlyInAnyOrderElementsOf(names));
	}

	@Test
	void leavesAllOfTheApiToAdministratorsAndTheCallerToAll() {
		assertThat(endpoints.api().filter(endpoint -> !roles(endpoint).contains(ADMIN))).extracting(Endpoint::operation)
			.containsExactly("readMe");
		assertThat(
				endpoints.all().filter(endpoint -> Objects.requireNonNull(rule(endpoint)).audience() == Audience.KNOWN))
			.extracting(Endpoint::operation)
			.containsExactly("readMe");
	}

	@Test
	void saysWhichRolesWouldDo() {
		Answer several = api.request("GET", "/api/v1/campaigns").key(TestKeys.of(ISSUE)).send();
		Answer one = api.request("POST", "/api/v1/campaigns").key(TestKeys.of(VIEW)).json("{}").send();

		assertThat(several.json().path("detail").asString())
			.isEqualTo("The key or token is known, but has no role that allows this. "
					+ "One of the roles ADMIN, VIEW would do.");
		assertThat(one.json().path("detail").asString()).endsWith(" The role ADMIN would do.");
	}

	@Test
	void leavesMetricsToMonitorsAndAdministratorsAndHealthToEveryone() {
		for (String path : List.of("/actuator", "/actuator/info", "/actuator/metrics", "/actuator/prometheus")) {
			assertThat(rolesLetIn(path)).as(path).containsExactlyInAnyOrder(MONITOR, ADMIN);
		}
		for (String path : List.of(HEALTH, HEALTH + "/liveness", HEALTH + "/readiness", "/v3/api-docs",
				"/swagger-ui/index.html")) {
			assertThat(api.get(path).status()).as(path).isEqualTo(200);
		}
	}

	private List<Role> rolesLetIn(String path) {
		return Arrays.stream(Role.values())
			.filter(role -> api.request("GET", path).key(TestKeys.of(role)).send().status() == 200)
			.toList();
	}

	@Test
	void hasARuleForEachEndpoint() {
		assertThat(endpoints.all()).hasSizeGreaterThan(25);
		assertThat(withoutRule(endpoints.all())).isEmpty();
	}

	@Test
	void missesTheRuleOfANewEndpoint() {
		Endpoint made = new Endpoint(HttpMethod.POST, "/api/v1/campaigns/{id}/copies", "copy");
		Endpoint known = new Endpoint(HttpMethod.POST, "/api/v1/campaigns/{id}/coupons", "issueCoupon");
		Endpoint otherMethod = new Endpoint(HttpMethod.PUT, "/api/v1/campaigns/{id}/coupons", "replace");

		assertThat(withoutRule(Stream.of(made, known, otherMethod))).containsExactly(made, otherMethod);
	}

	@Test
	void hasNoEndpointBesideSpringMvc() {
		assertThat(service.getBean(ServletContext.class).getServletRegistrations())
			.containsOnlyKeys("dispatcherServlet");
	}

	private List<Endpoint> withoutRule(Stream<Endpoint> endpoints) {
		return endpoints.filter(endpoint -> rule(endpoint) == null).toList();
	}

	private Set<Role> roles(Endpoint endpoint) {
		return Objects.requireNonNull(rule(endpoint)).roles();
	}

	/** What the table says; null if it doesn't know the endpoint. */
	private @Nullable AccessRule rule(Endpoint endpoint) {
		String path = endpoint.examplePath();
		if (path.equals(HEALTH) || path.startsWith(HEALTH + "/")) {
			return AccessRule.open(Audience.STRANGERS, endpoint.method(), path);
		}
		if (path.equals(OPERATOR) || path.startsWith(OPERATOR + "/")) {
			return AccessRule.requireAny(Set.of(MONITOR, ADMIN), endpoint.method(), path);
		}
		return rules.stream()
			.filter(rule -> rule.method().equals(endpoint.method()) && endpoint.isAt(rule.path()))
			.findFirst()
			.orElse(null);
	}

	/** For each endpoint and each caller. */
	@TestFactory
	Stream<DynamicTest> letsInWhomTheTableNames() {
		return endpoints.all().flatMap(endpoint -> {
			AccessRule rule = Objects.requireNonNull(rule(endpoint));
			boolean toAll = rule.audience() != Audience.NOBODY;
			boolean toStrangers = toAll && rule.audience() != Audience.KNOWN;
			Stream<DynamicTest> known = Arrays.stream(Role.values())
				.map(role -> cell(endpoint, role.name(), TestKeys.of(role),
						toAll || rule.roles().contains(role) ? 0 : 403));
			return Stream.concat(known, Stream.of(cell(endpoint, "no key", null, toStrangers ? 0 : 401),
					cell(endpoint, "an unknown key", TestKeys.UNKNOWN, 401)));
		});
	}

	/** What no rule fits is for administrators, who find nothing there. */
	@TestFactory
	Stream<DynamicTest> letsOnlyAdministratorsLookWhereNothingIs() {
		return Stream.of("/error", "/webjars/swagger-ui/index.html", "/api/v1/nothing", "/api/v2/campaigns")
			.map(path -> new Endpoint(HttpMethod.GET, path, ""))
			.flatMap(endpoint -> Stream.concat(
					Arrays.stream(Role.values())
						.map(role -> cell(endpoint, role.name(), TestKeys.of(role), role == ADMIN ? 0 : 403)),
					Stream.of(cell(endpoint, "no key", null, 401))));
	}

	/**
	 * @param refusal the status, or 0 if the caller is let in
	 */
	private DynamicTest cell(Endpoint endpoint, String caller, @Nullable String key, int refusal) {
		return dynamicTest(endpoint + " with " + caller + (refusal == 0 ? "" : ": " + refusal), () -> {
			Call call = api.request(endpoint.method().name(), endpoint.examplePath());
			Answer answer = (key == null ? call : call.key(key)).send();
			if (refusal == 0) {
				assertThat(answer.status()).as(answer.toString()).isNotIn(401, 403).isLessThan(500);
			}
			else {
				assertThat(answer.status()).as(answer.toString()).isEqualTo(refusal);
				assertThat(answer.json().path("code").asString()).isEqualTo(code(endpoint, refusal));
				assertThat(answer.json().path("instance").asString())
					.isEqualTo(endpoint.isProcedure() ? "" : endpoint.examplePath());
				assertThat(answer.header("WWW-Authenticate").isPresent()).isEqualTo(refusal == 401);
				assertThat(answer.json().path(endpoint.isProcedure() ? "message" : "detail").asString())
					.endsWith(refusal == 401 ? "." : Role.needed(rolesThatWouldDo(endpoint)));
			}
		});
	}

	private Set<Role> rolesThatWouldDo(Endpoint endpoint) {
		AccessRule rule = rule(endpoint);
		return rule == null ? Set.of(ADMIN) : rule.roles();
	}

	private static String code(Endpoint endpoint, int refusal) {
		if (refusal == 401) {
			return "unauthenticated";
		}
		return endpoint.isProcedure() ? "permission_denied" : "forbidden";
	}

	@Test
	void saysInTheDocumentWhichRoleEachOperationNeeds() {
		JsonNode document = api.get("/v3/api-docs").json();

		endpoints.api().forEach(endpoint -> {
			JsonNode operation = document.path("paths")
				.path(endpoint.path())
				.path(endpoint.method().name().toLowerCase(Locale.ROOT));
			String roles = roles(endpoint).stream().sorted().map(Role::name).collect(Collectors.joining(" or "));
			assertThat(operation.path("description").asString())
				.endsWith("Role: " + (roles.isEmpty() ? "any" : roles) + ".");
			assertThat(operation.path("security").valueStream().flatMap(scheme -> scheme.propertyNames().stream()))
				.containsExactly("bearer", "apiKey");
		});
		JsonNode schemes = document.path("components").path("securitySchemes");
		assertThat(schemes.path("bearer").path("scheme").asString()).isEqualTo("bearer");
		assertThat(schemes.path("apiKey").path("name").asString()).isEqualTo("X-API-Key");
		assertThat(schemes.path("apiKey").path("in").asString()).isEqualTo("header");
	}

}
