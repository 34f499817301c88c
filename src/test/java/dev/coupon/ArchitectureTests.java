package dev.coupon;

import static com.tngtech.archunit.base.DescribedPredicate.alwaysTrue;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.CanBeAnnotated.Predicates.metaAnnotatedWith;
import static com.tngtech.archunit.lang.conditions.ArchPredicates.are;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.constructors;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.benmanes.caffeine.cache.Ticker;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaConstructor;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/** Which package may know what. */
@AnalyzeClasses(packages = "dev.coupon", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTests {

	@ArchTest
	static final ArchRule theDomainIsPlainJava = classes().that()
		.resideInAPackage("..domain..")
		.should()
		.onlyDependOnClassesThat()
		.resideInAnyPackage("java..", "org.jspecify..", "dev.coupon.domain..");

	@ArchTest
	static final ArchRule servicesKnowTheDomainAndNeitherHttpNorStoresNorMeters = classes().that()
		.resideInAPackage("..service..")
		.should()
		.onlyDependOnClassesThat()
		.resideInAnyPackage("java..", "org.jspecify..", "org.slf4j..", "org.springframework.stereotype..",
				"org.springframework.scheduling..", "org.springframework.boot.context.properties..",
				"org.springframework.boot.convert..", "jakarta.validation..", "org.hibernate.validator..",
				"com.github.benmanes.caffeine.cache..", "org.apache.commons.codec.digest..", "dev.coupon.caller..",
				"dev.coupon.domain..", "dev.coupon.service..");

	@ArchTest
	static final ArchRule servicesUseNoSql = noClasses().that()
		.resideInAPackage("..service..")
		.should()
		.dependOnClassesThat()
		.resideInAPackage("java.sql..");

	@ArchTest
	static final ArchRule storesDoNotKnowTheWeb = noClasses().that()
		.resideInAPackage("..store..")
		.should()
		.dependOnClassesThat()
		.resideInAPackage("..web..");

	@ArchTest
	static final ArchRule storesDoNotKnowEachOther = slices().matching("dev.coupon.store.(*)..")
		.should()
		.notDependOnEachOther()
		.ignoreDependency(resideInAPackage("dev.coupon.store.layer"), alwaysTrue())
		.ignoreDependency(alwaysTrue(),
				resideInAnyPackage("dev.coupon.store.batch..", "dev.coupon.store.damage..",
						"dev.coupon.store.erasure..", "dev.coupon.store.key..", "dev.coupon.store.move..",
						"dev.coupon.store.rate.."));

	@ArchTest
	static final ArchRule onlyTheLayerKnowsTheStores = noClasses().that()
		.resideOutsideOfPackages("dev.coupon.store..", "dev.coupon")
		.should()
		.dependOnClassesThat()
		.resideInAnyPackage("dev.coupon.store.memory..", "dev.coupon.store.jdbc..", "dev.coupon.store.valkey..",
				"dev.coupon.store.batch..");

	@ArchTest
	static final ArchRule theWebDoesNotKnowTheStores = noClasses().that()
		.resideInAPackage("..web..")
		.should()
		.dependOnClassesThat()
		.resideInAPackage("..store..");

	@ArchTest
	static final ArchRule packagesHaveNoCycles = slices().assignedFrom(packages()).should().beFreeOfCycles();

	/**
	 * Every package is a slice of its own, the root too, which a pattern would leave out.
	 */
	private static SliceAssignment packages() {
		return new SliceAssignment() {
			@Override
			public SliceIdentifier getIdentifierOf(JavaClass type) {
				return SliceIdentifier.of(type.getPackageName());
			}

			@Override
			public String getDescription() {
				return "packages";
			}
		};
	}

	@ArchTest
	static final ArchRule roomsDoNotKnowTheRoot = noClasses().that()
		.resideOutsideOfPackage("dev.coupon")
		.should()
		.dependOnClassesThat()
		.resideInAPackage("dev.coupon");

	/** So that it can be deleted. */
	@ArchTest
	static final ArchRule nobodyKnowsConnect = noClasses().that()
		.resideOutsideOfPackages("dev.coupon.connect..", "dev.coupon")
		.should()
		.dependOnClassesThat()
		.resideInAPackage("dev.coupon.connect..");

	/** So that it can be deleted. */
	@ArchTest
	static final ArchRule nobodyKnowsGrpc = noClasses().that()
		.resideOutsideOfPackages("dev.coupon.grpc..", "dev.coupon.procedure.v1", "dev.coupon")
		.should()
		.dependOnClassesThat()
		.resideInAnyPackage("dev.coupon.grpc..", "io.grpc..", "org.springframework.grpc..");

	/** So that they can be deleted with the last protocol that calls them. */
	@ArchTest
	static final ArchRule onlyProtocolsKnowTheProcedures = noClasses().that()
		.resideOutsideOfPackages("dev.coupon.procedure..", "dev.coupon.connect..", "dev.coupon.grpc..")
		.should()
		.dependOnClassesThat()
		.resideInAnyPackage("dev.coupon.procedure..", "com.google.protobuf..");

	/** So that it can be deleted. */
	@ArchTest
	static final ArchRule nobodyKnowsTheEvents = noClasses().that()
		.resideOutsideOfPackages("dev.coupon.events..", "dev.coupon")
		.should()
		.dependOnClassesThat()
		.resideInAPackage("dev.coupon.events..");

	/** So that it can be deleted. */
	@ArchTest
	static final ArchRule nobodyKnowsTheConsole = noClasses().that()
		.resideOutsideOfPackages("dev.coupon.console..", "dev.coupon")
		.should()
		.dependOnClassesThat()
		.resideInAPackage("dev.coupon.console..");

	/** The console in the browser uses the public API alone. */
	@ArchTest
	static final ArchRule theConsoleKnowsNeitherStoresNorServices = noClasses().that()
		.resideInAPackage("dev.coupon.console..")
		.should()
		.dependOnClassesThat()
		.resideInAnyPackage("..store..", "..service..", "..domain..", "..events..", "..security..", "..connect..",
				"..grpc..", "..procedure..")
		.allowEmptyShould(true);

	@ArchTest
	static final ArchRule theEventsDoNotKnowTheStores = noClasses().that()
		.resideInAPackage("dev.coupon.events..")
		.should()
		.dependOnClassesThat()
		.resideInAPackage("..store..")
		.allowEmptyShould(true);

	@ArchTest
	static final ArchRule proceduresDoNotKnowTheStoresNorTheRestApi = noClasses().that()
		.resideInAnyPackage("..connect..", "..grpc..", "..procedure..")
		.should()
		.dependOnClassesThat()
		.resideInAnyPackage("..store..", "..web.campaign..", "..web.coupon..", "..web.openapi..", "..web.server..")
		.allowEmptyShould(true);

	@ArchTest
	static final ArchRule onlyTheApplicationKnowsTheSecurity = noClasses().that()
		.resideOutsideOfPackages("..security..", "dev.coupon")
		.should()
		.dependOnClassesThat()
		.resideInAPackage("dev.coupon.security..");

	@ArchTest
	static final ArchRule onlyTheSecurityKnowsSpringSecurity = noClasses().that()
		.resideOutsideOfPackage("..security..")
		.should()
		.dependOnClassesThat()
		.resideInAPackage("org.springframework.security..");

	@ArchTest
	static final ArchRule theSecurityKnowsNeitherServicesNorStores = noClasses().that()
		.resideInAPackage("..security..")
		.should()
		.dependOnClassesThat()
		.resideInAnyPackage("dev.coupon.service..", "dev.coupon.store..", "dev.coupon.domain..");

	@ArchTest
	static final ArchRule onlyWhatSpeaksHttpKnowsHttpStatuses = noClasses().that()
		.resideOutsideOfPackages("..web..", "..security..", "..connect..", "..console..", "..events..",
				"..start.warmup..")
		.should()
		.dependOnClassesThat()
		.areAssignableTo(HttpStatus.class)
		.orShould()
		.dependOnClassesThat()
		.resideInAPackage("jakarta.servlet..");

	@ArchTest
	static final ArchRule timeAndChanceComeFromTheApplicationAlone = noClasses().that()
		.doNotHaveSimpleName("CouponApplication")
		.should()
		.callMethod(Instant.class, "now")
		.orShould()
		.callMethod(LocalDate.class, "now")
		.orShould()
		.callMethod(LocalDateTime.class, "now")
		.orShould()
		.callMethod(OffsetDateTime.class, "now")
		.orShould()
		.callMethod(ZonedDateTime.class, "now")
		.orShould()
		.callMethod(System.class, "currentTimeMillis")
		.orShould()
		.callMethod(System.class, "nanoTime")
		.orShould()
		.callMethod(Clock.class, "systemUTC")
		.orShould()
		.callMethod(Clock.class, "systemDefaultZone")
		.orShould()
		.callMethod(Ticker.class, "systemTicker")
		.orShould()
		.callMethod(Math.class, "random")
		.orShould()
		.callMethod(UUID.class, "randomUUID")
		.orShould()
		.dependOnClassesThat()
		.belongToAnyOf(Random.class, SecureRandom.class, ThreadLocalRandom.class);

	/** Others measure durations with a ticker, because a clock may be set. */
	@ArchTest
	static final ArchRule onlyTheStoreInMemoryReadsTheClock = noClasses().that()
		.resideOutsideOfPackage("dev.coupon.store.memory..")
		.should()
		.callMethod(Clock.class, "instant")
		.orShould()
		.callMethod(Clock.class, "millis");

	/** Spring's components are exempt, since Spring injects what they ask for. */
	@ArchTest
	static final ArchRule constructorsHaveAtMostFourParameters = constructors().that()
		.areDeclaredInClassesThat(
				are(not(assignableTo(Record.class))).and(are(not(metaAnnotatedWith(Component.class)))))
		.should(haveAtMostFourParameters());

	private static ArchCondition<JavaConstructor> haveAtMostFourParameters() {
		return new ArchCondition<>("have at most 4 parameters") {
			@Override
			public void check(JavaConstructor constructor, ConditionEvents events) {
				events.add(new SimpleConditionEvent(constructor, constructor.getParameters().size() <= 4,
						constructor.getDescription()));
			}
		};
	}

	@Test
	void packagesHaveAtMostEightFiles() {
		Map<String, Long> files = new ClassFileImporter().withImportOption(new ImportOption.DoNotIncludeTests())
			.importPackages("dev.coupon")
			.stream()
			.filter(type -> type.isTopLevelClass() && !type.getSimpleName().equals("package-info")
					&& !type.getPackageName().equals("dev.coupon.procedure.v1"))
			.collect(Collectors.groupingBy(JavaClass::getPackageName, Collectors.counting()));

		assertThat(files).allSatisfy((name, count) -> assertThat(count).as(name).isLessThanOrEqualTo(8));
	}

}
