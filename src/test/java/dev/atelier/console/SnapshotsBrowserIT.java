package dev.atelier.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.atelier.Answer;
import dev.atelier.Fleet;
import dev.atelier.RunningServer;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.openqa.selenium.Keys;

/** What a person does in the console with desktops that are saved. */
@Timeout(value = 240, unit = TimeUnit.SECONDS)
class SnapshotsBrowserIT {
  private static Fleet fleet;
  private static RunningServer server;

  private Chrome chrome;

  @BeforeAll
  static void start() {
    fleet = Fleet.shared();
    server = fleet.server();
  }

  @AfterAll
  static void stop() {
    fleet.close();
  }

  @BeforeEach
  void open() {
    chrome = new Chrome(1280, 800);
  }

  @AfterEach
  void close() {
    chrome.close();
    fleet.clear();
  }

  @Test
  void aDesktopIsSavedOfferedAsATemplateAndMadeAgain() {
    DesktopPage desktop = enter().make("Accounts").openMade().awaitLive();
    in("Accounts", "echo 120 > Documents/ledger");
    SnapshotsPage snapshots = desktop.snapshots();
    assertThat(snapshots.says()).contains("Nothing is saved yet.");
    snapshots.save("Logged in everywhere").awaitFirst("Logged in everywhere");
    assertThat(snapshots.all().get(0))
        .contains("You saved this")
        .contains(" MB")
        .doesNotContain("snap_");
    assertThat(snapshots.deleteFirst())
        .contains("The newest snapshot")
        .contains("Save the desktop");

    snapshots.save("").awaitFirst("You saved this").awaitCount(2);
    snapshots.deleteLast("Logged in everywhere").awaitCount(1);

    snapshots.offerFirst("New bookkeeper", "With the ledger, the bank and the shop.");
    assertThat(snapshots.all().get(0)).contains("Template “New bookkeeper”");

    WallPage wall =
        WallPage.open(chrome, server.baseUrl())
            .beginNew("Bruno")
            .startFrom("New bookkeeper")
            .awaitOriginHelp("With the ledger, the bank and the shop.");
    chrome.keepPicture("console-template");
    wall.finishNew().closeDialog().tileSays("Bruno", "Idle");
    assertThat(in("Bruno", "cat Documents/ledger")).containsExactly("120");
  }

  @Test
  void whatCameFromWhatIsSeenAndNothingIsLostUnasked() {
    var unused = enter();
    String accounts = fleet.create("{\"label\":\"Accounts\"}");
    chrome.clickText("header nav a", "Snapshots");
    TreePage tree = new TreePage(chrome).awaitSays("Nothing is saved of it yet");
    tree.save("Accounts", "Logged in").awaitSays("You saved this");
    assertThat(server.get("/snapshots").list("items").get(0)).containsEntry("taken_by", "admin");

    fleet.create("{\"label\":\"Bruno\",\"snapshot_id\":\"" + newest(accounts) + "\"}");
    tree.awaitBelow("Logged in", "Bruno");
    assertThat(
            server
                .post("/sessions/" + accounts + "/snapshot", "{\"note\":\"By a program\"}")
                .status())
        .isEqualTo(201);
    tree.awaitSays("By a program").awaitSays("2 snapshots take");
    tree.press("By a program", "delete");
    assertThat(tree.asks()).contains("The newest snapshot stays");
    tree.leave().enter("By a program", "note");
    chrome.control("a");
    chrome.type("The bank too", Keys.ENTER);
    tree.awaitSays("The bank too").awaitIdle();
    chrome.keepPicture("console-snapshot-tree");
    onAPhone("console-snapshot-tree-phone");

    in("Accounts", "touch Documents/letter");
    tree.press("The bank too", "go-back");
    assertThat(tree.asks()).contains("What was done on the desktop since").contains("saved first");
    chrome.keepPicture("console-snapshot-loss");
    tree.confirm().awaitSays("Saved before going back").awaitIdle();
    awaitReady("Accounts");
    assertThat(in("Accounts", "ls Documents")).isEmpty();

    String offered = "/snapshots/" + newest(accounts);
    assertThat(patch(offered, "{\"template\":{\"name\":\"Office\"},\"note\":\"Kept\"}", "note"))
        .isEqualTo("Kept");
    tree.awaitSays("Template “Office”");
    assertThat(patch(offered, "{\"template\":null}", "template")).isEqualTo("null");
    tree.awaitSilentOf("Template “Office”");

    tree.enter("Logged in", "delete");
    assertThat(tree.asks()).contains("This cannot be undone");
    assertThat(tree.mayConfirm()).isFalse();
    assertThat(tree.typeName("Logged").mayConfirm()).isFalse();
    assertThat(tree.typeName("Logged in").mayConfirm()).isTrue();
    chrome.keepPicture("console-snapshot-delete");
    chrome.tabTo("#confirm");
    chrome.type(Keys.ENTER);
    tree.awaitSilentOf("Logged in");

    WallPage wall = WallPage.open(chrome, server.baseUrl());
    wall.delete("Accounts");
    chrome.see("#save-first");
    chrome.keepPicture("console-delete-desktop");
    wall.confirmDeletion("Accounts");
    TreePage.open(chrome, server.baseUrl())
        .awaitSays("This desktop was deleted")
        .awaitSays("Before it was deleted")
        .awaitSilentOf("Saved before going back");
  }

  /** Changes a snapshot, and returns what a field of it is then. */
  private static String patch(String path, String body, String field) {
    Answer changed =
        server.send(
            server
                .request(path)
                .header("Content-Type", "application/json")
                .method("PATCH", BodyPublishers.ofString(body)));
    assertThat(changed.status()).as(changed.text()).isEqualTo(200);
    return String.valueOf(changed.json().get(field));
  }

  private void onAPhone(String picture) {
    chrome.resize(390, 844);
    chrome.untilTrue("document.documentElement.scrollWidth <= 390");
    chrome.keepPicture(picture);
    chrome.resize(1280, 800);
  }

  private String newest(String sessionId) {
    return String.valueOf(
        server.get("/sessions/" + sessionId + "/snapshots").list("items").get(0).get("id"));
  }

  @Test
  void whatIsMadeFromASnapshotLooksLikeItUnlessSomebodySaysOtherwise() {
    DesktopPage desktop =
        enter().beginNew("Accounts").look("Dark", "#4f7a57").finishNew().openMade().awaitLive();
    desktop.snapshots().save("As it is").awaitFirst("As it is").makeFromFirst();
    chrome.click("#desktop-name input");
    chrome.type("Bruno");
    new WallPage(chrome).finishNew().closeDialog();
    assertThat(session("Bruno")).containsEntry("theme", "dark").containsEntry("accent", "#4f7a57");

    Answer made =
        server.post(
            "/sessions?wait=ready",
            "{\"label\":\"Cleo\",\"accent\":\"#2255aa\",\"snapshot_id\":\""
                + server.get("/snapshots").list("items").get(0).get("id")
                + "\"}");
    assertThat(made.json()).containsEntry("theme", "dark").containsEntry("accent", "#2255aa");
  }

  @Test
  void thatADesktopIsSavedOrCannotBeIsSeenByWhoeverLooks() throws IOException {
    DesktopPage desktop = enter().make("Accounts").openMade().awaitLive();
    SnapshotsPage snapshots = desktop.snapshots().watchSaving();
    String saved = "/sessions/" + session("Accounts").get("id") + "/snapshot";
    assertThat(server.post(saved, "{\"note\":\"By a program\"}").status()).isEqualTo(201);
    snapshots.awaitSawSaving().awaitFirst("By a program");

    // Where no home can be written, as on a disk that is broken.
    Path homes = server.home().resolve("data/snapshots");
    Files.move(homes, homes.resolveSibling("aside"));
    Files.writeString(homes, "no directory");
    snapshots.watchSaving();
    assertThat(server.post(saved, "").status()).isEqualTo(503);
    assertThat(snapshots.awaitSawSaving().problem())
        .startsWith("That did not work. The home cannot be saved")
        .doesNotContain("Exception");
    assertThat(snapshots.all()).hasSize(1);
    chrome.click("#save-desktop");
    snapshots.awaitIdle();
    assertThat(snapshots.problem()).startsWith("That did not work. The home cannot be saved");

    Files.delete(homes);
    Files.move(homes.resolveSibling("aside"), homes);
    snapshots.save("Again").awaitFirst("Again");
    assertThat(
            chrome.script("return document.querySelector('#snapshots-problem').checkVisibility()"))
        .isEqualTo(false);
  }

  @Test
  void aTaskIsUndoneFromItsStory() {
    DesktopPage desktop = enter().make("Accounts").openMade().awaitLive();
    desktop.snapshots().save("Logged in everywhere").awaitFirst("Logged in everywhere").close();
    desktop
        .letMeUndo()
        .begin("open Terminal, type \"touch Documents/letter\" and press Enter, wait 1 second");
    assertThat(desktop.ending()).startsWith("Done");
    assertThat(in("Accounts", "ls Documents")).containsExactly("letter");
    chrome.see("#undo-task");
    chrome.keepPicture("console-undo");
    String task = task("Accounts");
    assertThat(server.get(task).json()).containsEntry("can_undo", true);
    desktop.undo().awaitTold("The task is undone.").awaitUndone();
    assertThat(server.get(task).json()).containsEntry("can_undo", false);
    assertThat(server.get(task).text("undone_at")).startsWith("20");
    Answer again = server.post(task + "/undo", "");
    assertThat(again.status()).isEqualTo(409);
    assertThat(again.text("detail")).contains("undone already");
    awaitReady("Accounts");
    desktop.awaitBadge("Idle").awaitLive();
    assertThat(in("Accounts", "ls Documents")).isEmpty();

    SnapshotsPage snapshots = desktop.snapshots().awaitCount(3);
    assertThat(snapshots.all().get(0)).startsWith("Saved before going back");
    assertThat(snapshots.all().get(1)).startsWith("Saved before the task “open Terminal,");
    chrome.keepPicture("console-snapshots");
    snapshots.goBackToFirst("Accounts");
    desktop.awaitTold("“Accounts” is back as it was").awaitUndoable();
    awaitReady("Accounts");
    assertThat(in("Accounts", "ls Documents")).containsExactly("letter");
  }

  @Test
  void aTaskThatWasNotSavedForHasNoUndoAndTheWishIsRemembered() {
    DesktopPage desktop = enter().make("Accounts").openMade().awaitLive();
    desktop.begin("wait 1 second");
    assertThat(desktop.ending()).startsWith("Done").doesNotContain("Undo");
    assertThat(desktop.wantsUndo()).isFalse();
    desktop.letMeUndo().reload();
    assertThat(desktop.wantsUndo()).isTrue();
  }

  /** The address of the one task there was. */
  private String task(String label) {
    String tasks = "/sessions/" + session(label).get("id") + "/task";
    return tasks + "/" + server.get(tasks + "s").list("items").get(0).get("task_id");
  }

  private WallPage enter() {
    return LoginPage.open(chrome, server.baseUrl()).enter(RunningServer.PASSWORD);
  }

  private void awaitReady(String label) {
    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> session(label).get("status").equals("ready"));
  }

  private Map<String, Object> session(String label) {
    return server.get("/sessions").list("items").stream()
        .filter(session -> label.equals(session.get("label")))
        .findFirst()
        .orElseThrow();
  }

  private List<String> in(String label, String command) {
    return fleet.in(String.valueOf(session(label).get("id")), command);
  }
}
