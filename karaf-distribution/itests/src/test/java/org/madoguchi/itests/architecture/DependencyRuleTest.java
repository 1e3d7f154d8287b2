package org.madoguchi.itests.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.BeforeClass;
import org.junit.Test;

/** Who may know whom, over everything that was compiled. */
public class DependencyRuleTest {
  private static final String[] JPA = {"javax.persistence..", "org.eclipse.persistence.."};
  private static final String[] REST = {"javax.ws.rs..", "org.apache.cxf..", "io.swagger.."};
  private static final String[] OSGI = {"org.osgi..", "org.slf4j.."};

  private static JavaClasses ours;

  /** Other people's packages, and what is no part of the product. */
  private static final List<String> OUTSIDE = List.of("wrapped", "testing", "benchmarks");

  @BeforeClass
  public static void readClasses() throws IOException {
    Path root = Path.of(System.getProperty("madoguchi.root", "../..")).toAbsolutePath().normalize();
    try (Stream<Path> tree = Files.find(root, 6, (p, a) -> p.endsWith("target/classes"))) {
      List<Path> compiled =
          tree.filter(p -> OUTSIDE.stream().noneMatch(root.relativize(p).toString()::contains))
              .toList();
      // a plug-in may carry a library's packages inside
      ours =
          new ClassFileImporter().importPaths(compiled).that(resideInAnyPackage("org.madoguchi.."));
    }
  }

  @Test
  public void kernelKnowsTheJdkOnly() {
    classes()
        .that()
        .resideInAPackage("org.madoguchi.kernel..")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage("java..", "org.madoguchi.kernel..", "org.osgi..")
        .check(ours);
  }

  @Test
  public void apisKnowTheKernelAndApisOnly() {
    classes()
        .that(
            not(
                resideInAnyPackage(
                    "..internal..",
                    "org.madoguchi.kernel..",
                    "org.madoguchi.persistence..",
                    "org.madoguchi.web..",
                    "org.madoguchi.gate..",
                    "org.madoguchi.schema..",
                    "org.madoguchi.tables..",
                    "org.madoguchi.channel..",
                    "org.madoguchi.demo..",
                    "org.madoguchi.console..")))
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "java..",
            "org.osgi..",
            "org.madoguchi.kernel..",
            "org.madoguchi.tables",
            "org.madoguchi.calendar",
            "org.madoguchi.directory",
            "org.madoguchi.search",
            "org.madoguchi.search.spi",
            "org.madoguchi.tickets",
            "org.madoguchi.knowledge",
            "org.madoguchi.forms",
            "org.madoguchi.assistant",
            "org.madoguchi.channels",
            "org.madoguchi.channels.spi")
        .check(ours);
  }

  @Test
  public void jpaStaysInItsPackages() {
    noClasses()
        .that(not(resideInAnyPackage("..internal.jpa..", "org.madoguchi.persistence..")))
        .and()
        .areNotAnnotatedWith("org.osgi.service.component.annotations.Component")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(JPA)
        .check(ours);
  }

  @Test
  public void restStaysInItsPackages() {
    noClasses()
        .that(
            not(
                resideInAnyPackage(
                    "..internal.rest..",
                    "org.madoguchi.web..",
                    "org.madoguchi.channel.loopback..")))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(REST)
        .check(ours);
  }

  @Test
  public void camelStaysInConnectors() {
    noClasses()
        .that()
        .resideOutsideOfPackage("org.madoguchi.channel..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.apache.camel..", "jakarta.mail..")
        .check(ours.that(not(resideInAnyPackage("org.madoguchi.demo.."))));
  }

  @Test
  public void luceneStaysInsideTheSearch() {
    noClasses()
        .that()
        .resideOutsideOfPackage("org.madoguchi.search.internal..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.apache.lucene..", "com.atilika..")
        .check(ours);
    noClasses()
        .that()
        .resideOutsideOfPackage("org.madoguchi.search.internal.lucene..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.apache.lucene..")
        .check(ours);
  }

  @Test
  public void thePortalKnowsApisOnly() {
    classes()
        .that()
        .resideInAPackage("org.madoguchi.portal..")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "java..",
            "javax.servlet..",
            "freemarker..",
            "org.osgi..",
            "org.slf4j..",
            "org.madoguchi.kernel..",
            "org.madoguchi.web",
            "org.madoguchi.directory",
            "org.madoguchi.knowledge",
            "org.madoguchi.forms",
            "org.madoguchi.search",
            "org.madoguchi.portal..")
        .check(ours);
  }

  @Test
  public void roomsDoNotLookIntoEachOther() {
    for (String room :
        List.of(
            "directory",
            "calendar",
            "search",
            "tickets",
            "templates",
            "notices",
            "knowledge",
            "assistant",
            "channels",
            "web",
            "persistence",
            "plugins",
            "clamd",
            "portal",
            "channel.mail",
            "channel.loopback")) {
      noClasses()
          .that()
          .resideOutsideOfPackage("org.madoguchi." + room + "..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.madoguchi." + room + ".internal..")
          .check(ours);
    }
  }

  @Test
  public void domainAndUseCasesKnowNoFramework() {
    noClasses()
        .that()
        .resideInAnyPackage(
            "org.madoguchi.tickets.internal", "org.madoguchi.tickets.internal.domain..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.apache.camel..", "org.apache.lucene..", "javax.servlet..")
        .check(ours);
  }

  /** So that tests can set the clock, and whoever measures a span does not use it by mistake. */
  @Test
  public void onlyTheProductsOneClockLooksAtTheMachines() {
    noClasses()
        .that()
        .doNotHaveFullyQualifiedName("org.madoguchi.persistence.internal.UtcClock")
        // processes and servers of their own, without services
        .and()
        .resideOutsideOfPackages(
            "org.madoguchi.archive.internal.offline..",
            "org.madoguchi.benchmarks..",
            "org.madoguchi.demo.mail..")
        .should()
        .callMethod(java.time.Clock.class, "systemUTC")
        .orShould()
        .callMethod(java.time.Clock.class, "systemDefaultZone")
        .orShould()
        .callMethod(java.time.Instant.class, "now")
        .orShould()
        .callMethod(java.time.LocalDate.class, "now", java.time.ZoneId.class)
        .orShould()
        .callMethod(System.class, "currentTimeMillis")
        .orShould()
        .callConstructor(java.util.Date.class)
        .check(ours);
  }

  /** The web refuses to serve such a resource, too; this tells it before anything is started. */
  @Test
  public void everyRestOperationSaysWhoMayCallIt() {
    methods()
        .that()
        .areAnnotatedWith("javax.ws.rs.GET")
        .or()
        .areAnnotatedWith("javax.ws.rs.POST")
        .or()
        .areAnnotatedWith("javax.ws.rs.PUT")
        .or()
        .areAnnotatedWith("javax.ws.rs.PATCH")
        .or()
        .areAnnotatedWith("javax.ws.rs.DELETE")
        .should()
        .beAnnotatedWith("org.madoguchi.kernel.access.Needs")
        .orShould()
        .beAnnotatedWith("org.madoguchi.kernel.access.OwnOnly")
        .check(ours);
  }
}
