package dev.atelier;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Arrays;
import java.util.stream.Stream;

/** The rooms of docs/architecture.md, and who may know whom. */
@AnalyzeClasses(packages = "dev.atelier", importOptions = ImportOption.DoNotIncludeTests.class)
class RoomsTest {
  private static final String ROOT = "dev.atelier";

  @ArchTest
  static final ArchRule roomsFormNoCycles =
      slices().matching("dev.atelier.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule desktopKnowsNobody =
      noClasses()
          .that()
          .resideInAPackage("dev.atelier.desktop")
          .should()
          .dependOnClassesThat(outside("dev.atelier.desktop"));

  @ArchTest
  static final ArchRule desktopAdaptersKnowOnlyTheirPort =
      noClasses()
          .that()
          .resideInAnyPackage("dev.atelier.desktop.*..")
          .should()
          .dependOnClassesThat(outside("dev.atelier.desktop.."));

  @ArchTest
  static final ArchRule adaptersDoNotKnowEachOther =
      slices().matching("dev.atelier.desktop.(*)..").should().notDependOnEachOther();

  @ArchTest static final ArchRule ocrKnowsOnlyPictures = mayKnow("ocr", "desktop");

  @ArchTest static final ArchRule visionKnowsDesktopAndWords = mayKnow("vision", "desktop", "ocr");

  @ArchTest static final ArchRule sessionKnowsDesktop = mayKnow("session", "desktop", "json");

  @ArchTest
  static final ArchRule controlKnowsSession = mayKnow("control", "session", "desktop", "json");

  @ArchTest
  static final ArchRule taskKnowsWhatItUses =
      mayKnow("task", "session", "vision", "desktop", "control", "json", "stream");

  @ArchTest
  static final ArchRule auditKnowsWhatItWatches =
      mayKnow("audit", "session", "task", "control", "desktop", "json", "vision");

  @ArchTest static final ArchRule costKnowsTasks = mayKnow("cost", "task", "json", "vision");

  @ArchTest static final ArchRule jsonKnowsNobody = mayKnow("json");

  @ArchTest static final ArchRule streamKnowsNobody = mayKnow("stream");

  @ArchTest static final ArchRule identityKnowsNobody = mayKnow("identity", "json");

  @ArchTest
  static final ArchRule nobodyKnowsTheOutside =
      noClasses()
          .that()
          .resideOutsideOfPackages("dev.atelier.console..", "dev.atelier.http..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("dev.atelier.console..", "dev.atelier.http..");

  @ArchTest static final ArchRule nobodyKnowsStorage = knownToNobody("storage");

  @ArchTest static final ArchRule nobodyKnowsLive = knownToNobody("live");

  @ArchTest static final ArchRule nobodyKnowsRfb = knownToNobody("desktop.rfb");

  @ArchTest static final ArchRule nobodyKnowsDocker = knownToNobody("desktop.docker");

  @ArchTest static final ArchRule nobodyKnowsLocal = knownToNobody("desktop.local");

  @ArchTest static final ArchRule nobodyKnowsRecipe = knownToNobody("vision.recipe");

  @ArchTest
  static final ArchRule dockerWordsStayInTheirRoom =
      noClasses()
          .that()
          .resideOutsideOfPackage("dev.atelier.desktop.docker..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("com.github.dockerjava..");

  @ArchTest
  static final ArchRule sqlStaysInStorage =
      noClasses()
          .that()
          .resideOutsideOfPackage("dev.atelier.storage..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.jdbi..", "java.sql..", "javax.sql..", "org.flywaydb..");

  @ArchTest
  static final ArchRule namesTellTheJob =
      classes()
          .should()
          .haveNameNotMatching(".*(Impl|Manager|Service|Helper|Utils?|DTO|Dto)(\\$.*)?");

  /**
   * A room may know itself, the root package and the rooms named: their ports, not what is below.
   */
  private static ArchRule mayKnow(String room, String... others) {
    String[] allowed =
        Stream.concat(
                Stream.of(ROOT, ROOT + "." + room + ".."),
                Arrays.stream(others).map(other -> ROOT + "." + other))
            .toArray(String[]::new);
    return noClasses()
        .that()
        .resideInAPackage(ROOT + "." + room + "..")
        .should()
        .dependOnClassesThat(ours().and(resideOutsideOfPackages(allowed)));
  }

  private static DescribedPredicate<JavaClass> outside(String room) {
    return ours().and(resideOutsideOfPackage(room));
  }

  private static DescribedPredicate<JavaClass> ours() {
    return resideInAPackage(ROOT + "..");
  }

  private static ArchRule knownToNobody(String room) {
    String inside = ROOT + "." + room + "..";
    return noClasses()
        .that()
        .resideOutsideOfPackage(inside)
        .should()
        .dependOnClassesThat()
        .resideInAPackage(inside);
  }
}
