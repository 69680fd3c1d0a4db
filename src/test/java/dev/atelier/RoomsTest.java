package dev.atelier;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The rooms of docs/architecture.md, and who may know whom. */
class RoomsTest {
  private static final JavaClasses PRODUCT =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("dev.atelier");
  private static final String ROOT = "dev.atelier";

  @Test
  void roomsFormNoCycles() {
    check(slices().matching("dev.atelier.(*)..").should().beFreeOfCycles());
  }

  @Test
  void desktopKnowsNobody() {
    check(
        noClasses()
            .that()
            .resideInAPackage("dev.atelier.desktop")
            .should()
            .dependOnClassesThat(outside("dev.atelier.desktop")));
  }

  @Test
  void desktopAdaptersKnowOnlyTheirPort() {
    check(
        noClasses()
            .that()
            .resideInAnyPackage("dev.atelier.desktop.*..")
            .should()
            .dependOnClassesThat(ours().and(resideOutsideOfPackages(ROOT, ROOT + ".desktop.."))));
  }

  @Test
  void adaptersDoNotKnowEachOther() {
    check(slices().matching("dev.atelier.desktop.(*)..").should().notDependOnEachOther());
  }

  @Test
  void ocrKnowsOnlyPictures() {
    check(mayKnow("ocr", "desktop"));
  }

  @Test
  void visionKnowsDesktopAndWords() {
    check(mayKnow("vision", "desktop", "ocr", "json"));
  }

  @Test
  void visionItselfKnowsOnlyDesktop() {
    check(
        noClasses()
            .that()
            .resideInAPackage("dev.atelier.vision")
            .should()
            .dependOnClassesThat(
                ours().and(resideOutsideOfPackages(ROOT, ROOT + ".vision", ROOT + ".desktop"))));
  }

  /** They share the port, and the wire where they ask a model. */
  @Test
  void visionAdaptersDoNotKnowEachOther() {
    check(
        slices()
            .matching("dev.atelier.vision.(*)..")
            .should()
            .notDependOnEachOther()
            .ignoreDependency(
                DescribedPredicate.alwaysTrue(), resideInAPackage("dev.atelier.vision.wire")));
  }

  @Test
  void theWireKnowsNoAdapter() {
    check(
        noClasses()
            .that()
            .resideInAPackage("dev.atelier.vision.wire")
            .should()
            .dependOnClassesThat(
                ours()
                    .and(
                        resideOutsideOfPackages(
                            ROOT,
                            ROOT + ".vision",
                            ROOT + ".vision.wire",
                            ROOT + ".desktop",
                            ROOT + ".json"))));
  }

  @Test
  void nobodyKnowsAModel() {
    for (String model : List.of("anthropic", "holo3", "uitars", "openai", "grounding")) {
      check(knownToNobody("vision." + model));
    }
  }

  @Test
  void sessionKnowsDesktop() {
    check(mayKnow("session", "desktop", "json"));
  }

  @Test
  void snapshotKnowsDesktopsAndWhoHasThem() {
    check(mayKnow("snapshot", "session", "control", "task", "vision", "desktop", "json"));
  }

  @Test
  void softwareKnowsDesktopsAndHowTheyAreSaved() {
    check(mayKnow("software", "snapshot", "session", "control", "desktop", "json"));
  }

  @Test
  void egressKnowsDesktopsAndWhoHasThem() {
    check(mayKnow("egress", "session", "desktop", "json"));
  }

  @Test
  void controlKnowsSession() {
    check(mayKnow("control", "session", "desktop", "json"));
  }

  @Test
  void filesKnowDesktopsAndWhoHasThem() {
    check(mayKnow("files", "session", "desktop", "json"));
  }

  @Test
  void taskKnowsWhatItUses() {
    check(mayKnow("task", "session", "vision", "desktop", "control", "json", "stream"));
  }

  @Test
  void auditKnowsWhatItWatches() {
    check(
        mayKnow(
            "audit",
            "backup",
            "doctor",
            "session",
            "egress",
            "snapshot",
            "software",
            "task",
            "control",
            "files",
            "cost",
            "desktop",
            "identity",
            "json",
            "recipe",
            "schedule",
            "secrets",
            "vision",
            "webhook"));
  }

  @Test
  void webhookKnowsWhatItTellsOf() {
    check(mayKnow("webhook", "task", "schedule", "session", "vision", "identity", "json"));
  }

  @Test
  void recipesKnowTheTasksTheyAreMadeFromAndBecome() {
    check(mayKnow("recipe", "task", "vision", "session", "desktop", "json"));
  }

  @Test
  void schedulesKnowWhatTheyBegin() {
    check(mayKnow("schedule", "recipe", "task", "session", "control", "vision", "desktop", "json"));
  }

  @Test
  void yamlStaysWithRecipes() {
    check(
        noClasses()
            .that()
            .resideOutsideOfPackage("dev.atelier.recipe..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.yaml..", "com.fasterxml.jackson.dataformat.."));
  }

  @Test
  void cronStaysWithSchedules() {
    check(
        noClasses()
            .that()
            .resideOutsideOfPackage("dev.atelier.schedule..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("com.cronutils.."));
  }

  @Test
  void replayKnowsWhatItShows() {
    check(mayKnow("replay", "task", "session", "control", "audit", "vision", "desktop", "json"));
  }

  @Test
  void onlyTheOutsideKnowsReplay() {
    check(
        noClasses()
            .that()
            .resideOutsideOfPackages(
                "dev.atelier.replay..", "dev.atelier.console..", "dev.atelier.http..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("dev.atelier.replay.."));
  }

  @Test
  void secretsKnowDesktopsAndWhoUsesThem() {
    check(mayKnow("secrets", "session", "task", "vision", "desktop", "ocr", "json"));
  }

  @Test
  void costKnowsTasks() {
    check(mayKnow("cost", "task", "json", "vision"));
  }

  @Test
  void feedKnowsWhatItShows() {
    check(mayKnow("feed", "session", "task", "control", "cost", "stream", "json"));
  }

  @Test
  void nobodyKnowsFeed() {
    check(knownToNobody("feed"));
  }

  @Test
  void chartsStayWithCosts() {
    check(
        noClasses()
            .that()
            .resideOutsideOfPackage("dev.atelier.cost..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.jfree..", "org.apache.batik.."));
  }

  @Test
  void panelKnowsWhatItTells() {
    check(mayKnow("panel", "session", "task", "control", "cost"));
  }

  @Test
  void singleKnowsTheRoomsItFaces() {
    check(mayKnow("single", "task", "session", "snapshot", "cost", "vision", "json"));
  }

  @Test
  void nobodyKnowsSingle() {
    check(knownToNobody("single"));
  }

  @Test
  void mcpKnowsTheRoomsItFaces() {
    check(
        mayKnow(
            "mcp",
            "task",
            "session",
            "control",
            "files",
            "vision",
            "desktop",
            "identity",
            "stream",
            "http",
            "json"));
  }

  @Test
  void nobodyKnowsMcp() {
    check(knownToNobody("mcp"));
  }

  @Test
  void theSdkStaysInItsRoom() {
    check(
        noClasses()
            .that()
            .resideOutsideOfPackage("dev.atelier.mcp..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.modelcontextprotocol..", "reactor.."));
  }

  @Test
  void nobodyKnowsThePanel() {
    check(knownToNobody("panel"));
  }

  @Test
  void pluginsKnowThePortsTheyFill() {
    check(mayKnow("plugin", "vision", "ocr", "task", "desktop"));
  }

  @Test
  void theDoctorKnowsWhatItAsks() {
    check(mayKnow("doctor", "session", "desktop", "identity", "vision", "cost"));
  }

  @Test
  void backupsKnowWhereKeysAreKept() {
    check(mayKnow("backup", "identity", "json"));
  }

  @Test
  void jsonKnowsNobody() {
    check(mayKnow("json"));
  }

  @Test
  void streamKnowsNobody() {
    check(mayKnow("stream"));
  }

  @Test
  void identityKnowsNobody() {
    check(mayKnow("identity", "json"));
  }

  @Test
  void nobodyKnowsTheOutside() {
    check(
        noClasses()
            .that()
            .resideOutsideOfPackages(
                "dev.atelier.console..", "dev.atelier.http..", "dev.atelier.mcp..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("dev.atelier.console..", "dev.atelier.http.."));
  }

  @Test
  void nobodyKnowsStorage() {
    check(knownToNobody("storage"));
  }

  @Test
  void nobodyKnowsLive() {
    check(knownToNobody("live"));
  }

  @Test
  void nobodyKnowsTheEngineProxyWhichKnowsNobody() {
    check(knownToNobody("engineproxy"));
    check(mayKnow("engineproxy"));
  }

  @Test
  void nobodyKnowsRfb() {
    check(knownToNobody("desktop.rfb"));
  }

  @Test
  void nobodyKnowsDocker() {
    check(knownToNobody("desktop.docker"));
  }

  @Test
  void nobodyKnowsLocal() {
    check(knownToNobody("desktop.local"));
  }

  @Test
  void nobodyKnowsRecipe() {
    check(knownToNobody("vision.recipe"));
  }

  @Test
  void nobodyKnowsAnthropic() {
    check(knownToNobody("vision.anthropic"));
  }

  @Test
  void dockerWordsStayInTheirRoom() {
    check(
        noClasses()
            .that()
            .resideOutsideOfPackage("dev.atelier.desktop.docker..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("com.github.dockerjava.."));
  }

  @Test
  void sqlStaysInStorage() {
    check(
        noClasses()
            .that()
            .resideOutsideOfPackage("dev.atelier.storage..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.jdbi..", "java.sql..", "javax.sql..", "org.flywaydb.."));
  }

  @Test
  void namesTellTheJob() {
    check(
        classes()
            .should()
            .haveNameNotMatching(".*(Impl|Manager|Service|Helper|Utils?|DTO|Dto)(\\$.*)?"));
  }

  private static void check(ArchRule rule) {
    rule.check(PRODUCT);
  }

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
