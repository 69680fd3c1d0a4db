package dev.atelier.vision.recipe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.atelier.desktop.Action;
import dev.atelier.desktop.Point;
import dev.atelier.desktop.Screenshot;
import dev.atelier.desktop.Size;
import dev.atelier.vision.Assignment;
import dev.atelier.vision.Conversation;
import dev.atelier.vision.Decision;
import dev.atelier.vision.FakeSpending;
import dev.atelier.vision.GoalNotUnderstood;
import dev.atelier.vision.Observation;
import dev.atelier.vision.Observations;
import dev.atelier.vision.ScriptedBackend;
import dev.atelier.vision.TargetFinder;
import dev.atelier.vision.VisionBackends;
import dev.atelier.vision.VisionUnavailable;
import java.awt.Color;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class RecipeBackendTest {
  private static final Size SIZE = new Size(PaintedScreen.WIDTH, PaintedScreen.HEIGHT);
  private final RecipeBackend backend = new RecipeBackend(PaintedScreen.OCR, List.of());

  @Test
  void aGoalThatCannotBeFollowedIsRefusedBeforeAnythingRuns() {
    assertThatThrownBy(() -> begin("open Firefox, be creative"))
        .isInstanceOfSatisfying(
            GoalNotUnderstood.class,
            refused -> assertThat(refused.part()).isEqualTo("be creative"));
  }

  @Test
  void whatAnotherHasBegunIsNotDoneAgain() throws Exception {
    Screenshot screen = PaintedScreen.blank().text(100, 200, "Pay").taken();
    Action click = Action.Click.left(PaintedScreen.middle(100, 200, "Pay"));
    ScriptedBackend other =
        new ScriptedBackend("other")
            .act("", click)
            .then(
                seen -> {
                  throw new VisionUnavailable("other is down");
                });
    VisionBackends backends =
        new VisionBackends(
            List.of(other, backend), Optional.of("other"), Optional.of("recipe"), false);
    Conversation conversation = backends.begin(other, assignment("click \"Pay\""));
    conversation.decide(seeing(screen));
    Observation after =
        Observations.after(
            new Observation.Outcome(click, true, "clicked", Optional.empty()), screen, null);

    assertThatThrownBy(() -> conversation.decide(after))
        .isInstanceOf(VisionUnavailable.class)
        .hasMessageContaining("other is down")
        .hasMessageContaining("steps were already taken");
  }

  @Test
  void aStepThatAsksAPersonWaitsForThemAndGoesOn() throws Exception {
    Screenshot screen = PaintedScreen.blank().text(100, 200, "Inbox").taken();
    Conversation conversation = begin("ask me to log in, click Inbox");

    Decision asked = conversation.decide(seeing(screen));
    Decision next = conversation.decide(answered(screen, true, "I am in"));

    assertThat(asked).isEqualTo(new Decision.AskPerson("Please log in"));
    assertThat(clicked(next)).isEqualTo(PaintedScreen.middle(100, 200, "Inbox"));
    assertThat(next.reason()).startsWith("The person answered “I am in”.");
  }

  @Test
  void withoutThePersonsHelpTheWorkIsGivenUp() throws Exception {
    Screenshot screen = PaintedScreen.blank().text(100, 200, "Inbox").taken();
    Conversation conversation = begin("ask me to log in, click Inbox");

    conversation.decide(seeing(screen));
    Decision end = conversation.decide(answered(screen, false, "not today"));

    assertThat(end)
        .isEqualTo(
            new Decision.GiveUp(
                "Step 1 of 2: a person said no to “Please log in”. Their words: not today"));
  }

  private static Observation answered(Screenshot screen, boolean approved, String words) {
    return new Observation(
        2,
        screen,
        new Point(0, 0),
        List.of(),
        Optional.of(new Observation.Answer(approved, words)),
        List.of(),
        null);
  }

  @Test
  void clicksTheMiddleOfWords() throws Exception {
    Screenshot screen = PaintedScreen.blank().text(100, 200, "Please Sign in here").taken();

    Decision decision = begin("click \"Sign in\"").decide(seeing(screen));

    assertThat(actions(decision))
        .containsExactly(Action.Click.left(PaintedScreen.middle(156, 200, "Sign in")));
    assertThat(decision.reason()).isEqualTo("Clicking “Sign in”");
  }

  @Test
  void prefersAButtonToTheSameWordsElsewhereAndSaysSo() throws Exception {
    Screenshot screen =
        PaintedScreen.blank().text(100, 100, "Save").button(300, 400, "Save").taken();

    Decision decision = begin("click Save").decide(seeing(screen));

    assertThat(clicked(decision)).isEqualTo(PaintedScreen.middle(300, 400, "Save"));
    assertThat(decision.reason()).contains("one of 2");
  }

  @Test
  void prefersThePageToTheFrameOfTheBrowser() throws Exception {
    Screenshot screen =
        PaintedScreen.browser("Sign in")
            .text(20, 50, "Sign in")
            .text(100, 300, "Sign in now")
            .taken();

    Decision decision = begin("click \"Sign in\"").decide(seeing(screen));

    assertThat(clicked(decision)).isEqualTo(PaintedScreen.middle(100, 300, "Sign in"));
  }

  @Test
  void takesTheOneThatIsNamedByItsNumberOrItsNeighbour() throws Exception {
    PaintedScreen table =
        PaintedScreen.blank()
            .text(100, 200, "INV-1")
            .text(400, 200, "Edit")
            .text(100, 230, "INV-2")
            .text(400, 230, "Edit")
            .text(100, 260, "INV-3")
            .text(400, 260, "Edit");

    assertThat(clicked(begin("click Edit next to \"INV-2\"").decide(seeing(table.taken()))))
        .isEqualTo(PaintedScreen.middle(400, 230, "Edit"));
    assertThat(clicked(begin("click the third \"Edit\"").decide(seeing(table.taken()))))
        .isEqualTo(PaintedScreen.middle(400, 260, "Edit"));
    assertThat(clicked(begin("click the last \"Edit\"").decide(seeing(table.taken()))))
        .isEqualTo(PaintedScreen.middle(400, 260, "Edit"));
    assertThat(begin("click the fifth \"Edit\"").decide(seeing(table.taken())).reason())
        .contains("only 3 times");
  }

  @Test
  void theEdgeOfAButtonThatWasReadAsASignDoesNotChangeWhichOneItIs() throws Exception {
    PaintedScreen table =
        PaintedScreen.blank()
            .text(100, 200, "INV-1")
            .text(400, 200, "Edit]")
            .text(100, 230, "INV-2")
            .text(400, 230, "Edit");

    assertThat(clicked(begin("click the second \"Edit\"").decide(seeing(table.taken()))))
        .isEqualTo(PaintedScreen.middle(400, 230, "Edit"));
    assertThat(clicked(begin("click Edit next to \"INV-1\"").decide(seeing(table.taken()))))
        .isEqualTo(PaintedScreen.middle(400, 200, "Edit]"));
  }

  @Test
  void wordsThatAreNotThereFailWithWhatIsSeen() throws Exception {
    Screenshot screen =
        PaintedScreen.blank().text(100, 100, "Log in").text(100, 200, "Register").taken();

    Decision decision = begin("click \"Sign in\"").decide(seeing(screen));

    assertThat(decision).isInstanceOf(Decision.GiveUp.class);
    assertThat(decision.reason()).contains("could not find “Sign in”", "“Log in”", "“Register”");
  }

  @Test
  void looksAgainWhileTheScreenStillChanges() throws Exception {
    Screenshot empty = PaintedScreen.blank().taken();
    Screenshot half = PaintedScreen.blank().stain(Color.RED).taken();
    Screenshot whole = PaintedScreen.blank().text(100, 100, "Sign in").taken();

    Decision decision = begin("click \"Sign in\"").decide(seeing(empty, half, whole));

    assertThat(clicked(decision)).isEqualTo(PaintedScreen.middle(100, 100, "Sign in"));
  }

  @Test
  void whatWordsCannotFindIsLookedForByOthers() throws Exception {
    TargetFinder finder =
        (picture, words) -> Optional.of(new TargetFinder.Target(new Point(7, 9), "cross"));
    RecipeBackend helped = new RecipeBackend(PaintedScreen.OCR, List.of(finder));

    Decision decision =
        helped
            .begin(assignment("click \"the red cross\""))
            .decide(seeing(PaintedScreen.blank().taken()));

    assertThat(clicked(decision)).isEqualTo(new Point(7, 9));
    assertThat(decision.reason()).contains("“cross”");
  }

  @Test
  void typesIntoTheFieldBelowOrRightOfItsLabel() throws Exception {
    Screenshot below =
        PaintedScreen.blank().text(100, 100, "Your name").field(98, 120, 200).taken();
    Screenshot right = PaintedScreen.blank().text(100, 100, "City").field(160, 90, 200).taken();
    Screenshot none = PaintedScreen.blank().text(100, 100, "Note").taken();

    Conversation naming = begin("type \"Zoë 日本\" into \"Your name\"");
    Decision name = naming.decide(seeing(below));
    Decision city = begin("type \"Rome\" into City").decide(seeing(right));
    Decision note = begin("type \"x\" into Note").decide(seeing(none));

    assertThat(clicked(name).y()).isBetween(121, 149);
    assertThat(actions(naming.decide(seeing(below)))).containsExactly(new Action.Type("Zoë 日本"));
    assertThat(clicked(city).x()).isBetween(161, 359);
    assertThat(clicked(note)).isEqualTo(PaintedScreen.middle(100, 100, "Note"));
  }

  @Test
  void typesOnlyOnceTheFieldHasAnsweredTheClick() throws Exception {
    PaintedScreen form = PaintedScreen.blank().text(100, 100, "City").field(160, 90, 200);
    Screenshot idle = form.taken();
    Screenshot focused = form.text(164, 98, "|").taken();
    Conversation conversation = begin("type \"Rome\" into City");

    assertThat(actions(conversation.decide(seeing(idle))))
        .extracting(Action::verb)
        .containsExactly("left_click");
    ScriptedEyes eyes = new ScriptedEyes(idle, List.of(focused));
    assertThat(actions(conversation.decide(Observations.first(idle, eyes))))
        .containsExactly(new Action.Type("Rome"));
    assertThat(eyes.settled()).isEqualTo(focused);
  }

  @Test
  void typesAgainWhatAFieldDidNotTakeBeforeItGoesOn() throws Exception {
    PaintedScreen form = PaintedScreen.blank().text(100, 100, "City").field(160, 90, 200);
    Screenshot empty = form.taken();
    Screenshot filled = form.text(170, 98, "Rome").taken();
    Conversation conversation = begin("type \"Rome\" into City, press Enter");

    conversation.decide(seeing(empty));
    conversation.decide(seeing(empty));
    Decision again = conversation.decide(seeing(empty));
    assertThat(again.reason()).contains("Nothing typed is to be seen");
    assertThat(clicked(again).x()).isBetween(161, 359);
    assertThat(actions(conversation.decide(seeing(empty))))
        .containsExactly(new Action.Type("Rome"));
    assertThat(conversation.decide(seeing(filled)).reason()).isEqualTo("Pressing Enter");
  }

  @Test
  void waitsForTypedTextToShowAndTypesItOnce() throws Exception {
    PaintedScreen form = PaintedScreen.blank().text(100, 100, "City").field(160, 90, 200);
    Screenshot empty = form.taken();
    Screenshot filled = form.text(170, 98, "Rome").taken();
    Conversation conversation = begin("type \"Rome\" into City, press Enter");

    conversation.decide(seeing(empty));
    conversation.decide(seeing(empty));

    assertThat(conversation.decide(seeing(empty, filled)).reason()).isEqualTo("Pressing Enter");
  }

  @Test
  void doesNotTypeAgainWhereNoFieldIsDrawnSinceAPromptMayHideIt() throws Exception {
    Screenshot prompt = PaintedScreen.blank().text(100, 100, "Password:").taken();
    Conversation conversation = begin("type \"secret\" into Password, press Enter");

    conversation.decide(seeing(prompt));
    conversation.decide(seeing(prompt));

    assertThat(conversation.decide(seeing(prompt)).reason())
        .contains("cannot be seen", "Pressing Enter");
  }

  @Test
  void clearingAFieldDeletesWhatIsInIt() throws Exception {
    Screenshot screen = PaintedScreen.blank().text(100, 100, "City").field(160, 90, 200).taken();
    Conversation conversation = begin("clear City");

    assertThat(actions(conversation.decide(seeing(screen))))
        .extracting(Action::verb)
        .containsExactly("left_click");
    assertThat(actions(conversation.decide(seeing(screen))))
        .extracting(Action::verb)
        .containsExactly("key", "key");
  }

  @Test
  void opensFirefoxAndWaitsForItsWindow() throws Exception {
    Conversation conversation = begin("open Firefox, read the page title");
    Screenshot desk = PaintedScreen.blank().taken();
    Screenshot window = PaintedScreen.browser("").taken();
    Screenshot page = PaintedScreen.browser("Hello World").stain(Color.RED).taken();

    Decision open = conversation.decide(seeing(desk));
    Decision end = conversation.decide(seeing(desk, window, page));

    assertThat(actions(open)).singleElement().hasToString(superKey("1"));
    assertThat(end).isInstanceOf(Decision.Finish.class);
    assertThat(end.reason()).isEqualTo("Hello World");
  }

  @Test
  void bringsABrowserThatIsThereToTheFront() throws Exception {
    Screenshot covered = PaintedScreen.browser("News").text(300, 300, "operator@desk:~$").taken();

    Decision decision = begin("open Firefox").decide(seeing(covered));

    assertThat(clicked(decision).y()).isLessThan(36);
    assertThat(actions(decision).get(1))
        .as("or the next step's click on the title makes it a double click")
        .isInstanceOf(Action.Wait.class);
  }

  @Test
  void triesTheLauncherWhereTheKeysDoNothingAndGivesUpAfterIt() throws Exception {
    Conversation conversation = begin("open the terminal");
    PaintedScreen desk = PaintedScreen.blank().text(250, 580, "Terminal");

    conversation.decide(seeing(desk.taken()));
    Decision launcher = conversation.decide(seeing(desk.taken()));
    Decision end = conversation.decide(seeing(desk.taken()));

    assertThat(clicked(launcher)).isEqualTo(PaintedScreen.middle(250, 580, "Terminal"));
    assertThat(end).isInstanceOf(Decision.GiveUp.class);
  }

  @Test
  void goesToAnAddressInOneStepAndOpensTheBrowserFirstWhereNoneIsThere() throws Exception {
    Conversation conversation = begin("go to localhost:8000/x, wait for \"Ready\"");
    Screenshot desk = PaintedScreen.blank().taken();
    Screenshot window = PaintedScreen.browser("").taken();
    Screenshot page = PaintedScreen.browser("X").stain(Color.BLUE).taken();
    Screenshot ready = PaintedScreen.browser("X").text(90, 400, "Ready").taken();

    Decision open = conversation.decide(seeing(desk));
    Decision bar = conversation.decide(seeing(window));
    Decision enter = conversation.decide(seeing(window));
    Decision end = conversation.decide(seeing(page, ready));

    assertThat(open.reason()).isEqualTo("Opening Firefox first");
    assertThat(actions(bar)).extracting(Action::verb).containsExactly("key");
    assertThat(actions(enter)).extracting(Action::verb).containsExactly("type", "key");
    assertThat(actions(enter).get(0)).isEqualTo(new Action.Type("localhost:8000/x"));
    assertThat(end).isInstanceOf(Decision.Finish.class);
  }

  @Test
  void typesAnAddressOnlyOnceTheBarListens() throws Exception {
    Conversation conversation = begin("go to localhost:8000/x");
    Screenshot window = PaintedScreen.browser("Old").taken();
    Screenshot listening = PaintedScreen.browser("Old").field(100, 50, 400).taken();

    assertThat(clicked(conversation.decide(seeing(window))).y()).isLessThan(36);
    assertThat(actions(conversation.decide(seeing(window)))).hasSize(1);
    ScriptedEyes eyes = new ScriptedEyes(window, List.of(listening));
    conversation.decide(Observations.first(window, eyes));

    assertThat(eyes.settled()).isEqualTo(listening);
  }

  @Test
  void aPageThatFirefoxCannotLoadFails() throws Exception {
    Conversation conversation = begin("go to nowhere.example");
    Screenshot window = PaintedScreen.browser("").taken();
    Screenshot problem = PaintedScreen.browser("Problem loading page").stain(Color.BLUE).taken();

    for (int turn = 0; turn < 3; turn++) {
      conversation.decide(seeing(window));
    }

    assertThat(conversation.decide(seeing(problem)))
        .isInstanceOf(Decision.GiveUp.class)
        .extracting(Decision::reason)
        .asString()
        .contains("nowhere.example", "Problem loading page");
  }

  @Test
  void saysWhenAStepChangedNothing() throws Exception {
    Conversation conversation = begin("click Save, press Enter");
    Screenshot screen = PaintedScreen.blank().text(100, 100, "Save").taken();

    conversation.decide(seeing(screen));

    assertThat(conversation.decide(seeing(screen)).reason())
        .isEqualTo("The screen did not change. Pressing Enter");
  }

  @Test
  void aFailedActionEndsTheTaskWithItsMessage() throws Exception {
    Conversation conversation = begin("press Enter, press Tab");
    Screenshot screen = PaintedScreen.blank().taken();
    Action action = actions(conversation.decide(seeing(screen))).get(0);

    Decision decision =
        conversation.decide(
            Observations.after(
                new Observation.Outcome(action, false, "the desktop is gone", Optional.empty()),
                screen,
                new ScriptedEyes(screen, List.of())));

    assertThat(decision).isInstanceOf(Decision.GiveUp.class);
    assertThat(decision.reason()).contains("the desktop is gone");
  }

  @Test
  void scrollsUntilWordsComeIntoSightAndGivesUpAtTheEnd() throws Exception {
    Conversation conversation = begin("scroll down until \"Contact\"");
    Screenshot top = PaintedScreen.blank().text(100, 100, "Start").taken();
    Screenshot middle = PaintedScreen.blank().text(100, 100, "Middle").taken();
    Screenshot end = PaintedScreen.blank().text(100, 400, "Contact").taken();

    assertThat(actions(conversation.decide(seeing(top)))).hasSize(1);
    assertThat(actions(conversation.decide(seeing(middle)))).hasSize(1);
    assertThat(conversation.decide(seeing(end))).isInstanceOf(Decision.Finish.class);

    Conversation stuck = begin("scroll down until \"Contact\"");
    stuck.decide(seeing(top));
    assertThat(stuck.decide(seeing(top))).isInstanceOf(Decision.GiveUp.class);
  }

  @Test
  void theEndIsReachedOnlyWhereNothingMovesForAWhile() throws Exception {
    Conversation conversation = begin("scroll down until \"Contact\"");
    Screenshot top = PaintedScreen.blank().text(100, 100, "Start").taken();
    Screenshot late = PaintedScreen.blank().text(100, 100, "Middle").taken();
    Screenshot later = PaintedScreen.blank().text(100, 400, "Contact").taken();

    conversation.decide(seeing(top));
    assertThat(actions(conversation.decide(seeing(top, late)))).hasSize(1);
    assertThat(conversation.decide(seeing(late, later))).isInstanceOf(Decision.Finish.class);
  }

  @Test
  void theSignsOnAWindowsButtonsAreNoTitle() throws Exception {
    Screenshot screen =
        PaintedScreen.blank().text(700, 8, "□×").text(300, 12, "Reports — Files").taken();

    assertThat(answer("read the page title", screen)).isEqualTo("Reports — Files");
  }

  @Test
  void readsTheWholeRowOfATableButOnlyTheCellBelowAHeading() throws Exception {
    Screenshot screen =
        PaintedScreen.blank()
            .text(100, 100, "Status  Owner")
            .text(100, 120, "Shipped  Grace")
            .text(100, 200, "Total")
            .text(400, 202, "42.00 euros")
            .text(600, 200, "due")
            .taken();

    assertThat(answer("read what is below Status", screen)).isEqualTo("Shipped");
    assertThat(answer("read what is below Owner", screen)).isEqualTo("Grace");
    assertThat(answer("read the \"Total\" line", screen)).isEqualTo("Total 42.00 euros due");
    assertThat(answer("what does it say next to \"Total\"?", screen)).isEqualTo("42.00 euros");
  }

  @Test
  void readsWhatStandsBesideWords() throws Exception {
    Screenshot screen =
        PaintedScreen.blank()
            .text(100, 100, "Total: 28,775.09")
            .text(100, 200, "Status")
            .text(100, 220, "Paid in full")
            .text(300, 200, "Owner")
            .text(500, 200, "Ada Lovelace")
            .text(310, 218, "since May")
            .taken();

    assertThat(answer("what does it say next to \"Total\"?", screen)).isEqualTo("28,775.09");
    assertThat(answer("read what is below Status", screen)).isEqualTo("Paid in full");
    assertThat(answer("read what is right of Owner", screen)).isEqualTo("Ada Lovelace");
    assertThat(answer("read the \"Total\" line", screen)).isEqualTo("Total: 28,775.09");
    assertThat(answer("read the screen", screen)).contains("Status", "Ada Lovelace");
  }

  @Test
  void checksWhatIsShownAndWhatIsNot() throws Exception {
    Screenshot screen = PaintedScreen.blank().text(100, 100, "Welcome back").taken();

    assertThat(end("check that \"Welcome\" is shown", screen)).isInstanceOf(Decision.Finish.class);
    assertThat(end("verify \"Error\" is not shown", screen)).isInstanceOf(Decision.Finish.class);
    assertThat(end("make sure \"Goodbye\" is shown", screen).reason())
        .contains("could not find “Goodbye”", "“Welcome”");
    assertThat(end("check that \"Welcome\" is not shown", screen))
        .isInstanceOf(Decision.GiveUp.class);
  }

  @Test
  void waitsForWordsToComeAndToGo() throws Exception {
    Screenshot busy = PaintedScreen.blank().text(100, 100, "Loading").taken();
    Screenshot done = PaintedScreen.blank().text(100, 100, "Finished").taken();

    assertThat(end("wait for \"Finished\"", busy, done)).isInstanceOf(Decision.Finish.class);
    assertThat(end("wait until \"Loading\" disappears", busy, done))
        .isInstanceOf(Decision.Finish.class);
    assertThat(end("wait up to 1 second for \"Never\"", busy).reason()).contains("1 second");
  }

  @Test
  void anInterruptPassesThrough() {
    Conversation conversation = begin("wait for \"Never\"");
    Screenshot screen = PaintedScreen.blank().taken();
    Thread.currentThread().interrupt();

    assertThatThrownBy(() -> conversation.decide(seeing(screen)))
        .isInstanceOf(InterruptedException.class);
  }

  @Test
  void endsWithASummaryOfWhatWasDone() throws Exception {
    Conversation conversation = begin("press Enter, press Tab twice");
    Screenshot screen = PaintedScreen.blank().taken();

    conversation.decide(seeing(screen));
    conversation.decide(seeing(screen));

    assertThat(conversation.decide(seeing(screen)).reason())
        .isEqualTo("Done: pressed Enter, pressed Tab 2 times.");
  }

  private Conversation begin(String goal) {
    return backend.begin(assignment(goal));
  }

  private static Assignment assignment(String goal) {
    return Observations.assignment(goal, SIZE, new FakeSpending());
  }

  private Decision end(String goal, Screenshot first, Screenshot... later) throws Exception {
    return begin(goal).decide(seeing(first, later));
  }

  private String answer(String goal, Screenshot screen) throws Exception {
    Decision decision = end(goal, screen);
    assertThat(decision).isInstanceOf(Decision.Finish.class);
    return decision.reason();
  }

  private static Observation seeing(Screenshot first, Screenshot... later) {
    return Observations.first(first, new ScriptedEyes(first, List.of(later)));
  }

  private static List<Action> actions(Decision decision) {
    assertThat(decision).isInstanceOf(Decision.Act.class);
    return ((Decision.Act) decision).actions();
  }

  private static Point clicked(Decision decision) {
    return ((Action.Click) actions(decision).get(0)).coordinate().orElseThrow();
  }

  private static String superKey(String key) {
    return new Action.PressKey(dev.atelier.desktop.KeyChord.parse("super+" + key), 1).toString();
  }
}
