package io.umzug.server;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.lang.ArchRule;
import io.umzug.server.canary.domain.SingingCanary;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The house's walls, by what each part MAY use; a canary proves that they can fall. */
class ArchitectureTest {

  private static final String[] JDK = {"java.lang..", "java.util..", "java.time..", "java.math.."};

  /** An adapter's package and the adapters' common grounds that it may stand on. */
  private static final Map<String, List<String>> ADAPTERS =
      new TreeMap<>(
          Map.ofEntries(
              entry("axon", "stored"),
              entry("filesystem", "ssh"),
              entry("work", "stored"),
              entry("web", "stored", "datafolder", "facts"),
              entry("cli", "datafolder", "facts", "secrets"),
              entry("sqlserver"),
              entry("files"),
              entry("host", "ssh"),
              entry("postgres", "datafolder", "secrets"),
              entry("ssh"),
              entry("estate", "secrets")));

  private static Map.Entry<String, List<String>> entry(String adapter, String... commonGrounds) {
    return Map.entry(adapter, List.of(commonGrounds));
  }

  private static JavaClasses house;

  @BeforeAll
  static void read() {
    house =
        new ClassFileImporter()
            .withImportOption(new DoNotIncludeTests())
            .importPackages(
                "io.umzug.domain",
                "io.umzug.application",
                "io.umzug.infrastructure",
                "io.umzug.server");
  }

  /** The domain: the JDK without clocks, files, sockets and chance; JSpecify. */
  private static ArchRule domainUsesOnlyTheJdk(String domain) {
    return classes()
        .that()
        .resideInAPackage(domain)
        .should()
        .onlyDependOnClassesThat(
            resideInAnyPackage(domain, "org.jspecify..")
                .or(resideInAnyPackage(JDK))
                .or(
                    resideInAnyPackage(
                        "java.io",
                        "java.nio",
                        "java.nio.charset",
                        "java.security",
                        "javax.xml.stream..")));
  }

  private static ArchRule domainKnowsNeitherTimeNorChance(String domain) {
    return noClasses()
        .that()
        .resideInAPackage(domain)
        .should()
        .callMethod(java.time.Instant.class, "now")
        .orShould()
        .callMethod(System.class, "currentTimeMillis")
        .orShould()
        .callMethod(System.class, "nanoTime")
        .orShould()
        .callMethod(java.util.UUID.class, "randomUUID")
        .orShould()
        .dependOnClassesThat()
        .haveFullyQualifiedName("java.util.Random")
        .orShould()
        .dependOnClassesThat()
        .haveFullyQualifiedName("java.io.File")
        .orShould()
        .dependOnClassesThat()
        .resideInAPackage("java.nio.file..");
  }

  @Test
  void the_domain_uses_only_the_jdk() {
    domainUsesOnlyTheJdk("io.umzug.domain..").check(house);
    domainKnowsNeitherTimeNorChance("io.umzug.domain..").check(house);
  }

  @Test
  void the_application_uses_the_domain_and_axon() {
    classes()
        .that()
        .resideInAPackage("io.umzug.application..")
        .should()
        .onlyDependOnClassesThat(
            resideInAnyPackage(
                    "io.umzug.application..",
                    "io.umzug.domain..",
                    "org.axonframework..",
                    "org.jspecify..",
                    "java.io",
                    "java.nio",
                    "java.nio.charset",
                    "java.nio.file",
                    "java.security",
                    "java.util.zip")
                .or(resideInAnyPackage(JDK)))
        .check(house);
  }

  @ParameterizedTest
  @MethodSource("adapters")
  void an_adapter_never_imports_another(String adapter) {
    List<String> allowed =
        Stream.concat(Stream.of(adapter), ADAPTERS.get(adapter).stream())
            .map(name -> "io.umzug.infrastructure." + name + "..")
            .toList();
    noClasses()
        .that()
        .resideInAPackage("io.umzug.infrastructure." + adapter + "..")
        .should()
        .dependOnClassesThat(
            resideInAPackage("io.umzug.infrastructure..")
                .and(DescribedPredicate.not(resideInAnyPackage(allowed.toArray(String[]::new)))))
        .check(house);
  }

  static Set<String> adapters() {
    return ADAPTERS.keySet();
  }

  @Test
  void every_adapter_is_under_the_rule_and_every_rule_has_its_adapter() {
    assertThat(
            house.stream()
                .map(type -> type.getPackageName())
                .filter(name -> name.startsWith("io.umzug.infrastructure."))
                .map(name -> name.split("\\.")[3])
                .filter(name -> !List.of("stored", "datafolder", "facts", "secrets").contains(name))
                .distinct())
        .containsExactlyInAnyOrderElementsOf(ADAPTERS.keySet());
  }

  @Test
  void nothing_of_the_service_knows_the_rehearsal() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAPackage("io.umzug.rehearsal..")
        .check(house);
  }

  @Test
  void the_command_line_starts_without_spring() {
    noClasses()
        .that()
        .resideInAnyPackage(
            "io.umzug.infrastructure.cli..",
            "io.umzug.infrastructure.datafolder..",
            "io.umzug.infrastructure.secrets..",
            "io.umzug.infrastructure.facts..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.springframework..", "org.axonframework..")
        .check(house);
  }

  @Test
  void the_canary_dies_where_the_rules_are_broken() {
    JavaClasses canary = new ClassFileImporter().importClasses(SingingCanary.class);
    assertThatThrownBy(() -> domainUsesOnlyTheJdk("io.umzug.server.canary.domain..").check(canary))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("SingingCanary");
    assertThatThrownBy(
            () -> domainKnowsNeitherTimeNorChance("io.umzug.server.canary.domain..").check(canary))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("SingingCanary");
  }
}
