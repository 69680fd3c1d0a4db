package dev.atelier.vision.recipe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.atelier.desktop.Size;
import dev.atelier.vision.GoalNotUnderstood;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

final class RecipeReaderTest {
  private static final RecipeReader READER = new RecipeReader(new Size(1280, 720));

  /** A goal, and its steps in the past tense. */
  private static final String[][] UNDERSTOOD = {
    {"open Firefox", "opened Firefox"},
    {"Please open the browser.", "opened Firefox"},
    {"Start the file manager", "opened Files"},
    {"ask \"Which invoice?\"", "asked “Which invoice?”"},
    {
      "ask me to log in, then click Inbox", "asked “Please log in”", "clicked “Inbox”",
    },
    {
      "Open Firefox and ask the person for the code. Press Enter",
      "opened Firefox",
      "asked “I need to ask for the code”",
      "pressed Enter"
    },
    {"ask me: \"Shall I go on?\"", "asked “Shall I go on?”"},
    {
      "fill the secret “Bank” into “Password”, fill in the secret \"Bank user\" in the \"User\" field",
      "filled in the secret “Bank” into “Password”",
      "filled in the secret “Bank user” into “User”"
    },
    {"launch a terminal window", "opened Terminal"},
    {"go to https://example.org", "went to https://example.org"},
    {
      "visit example.org/a,b?c=d;e and press Enter",
      "went to example.org/a,b?c=d;e",
      "pressed Enter"
    },
    {
      "open http://localhost:8000/form.html, click Sign in",
      "went to http://localhost:8000/form.html",
      "clicked “Sign in”"
    },
    {"navigate to localhost:8080", "went to localhost:8080"},
    {"go to the page docs.example.org.", "went to docs.example.org"},
    {
      "open Firefox, go to https://example.org, click \"Sign in\", type \"hello\" and press Enter, wait for \"Welcome\", scroll down, read the page title",
      "opened Firefox",
      "went to https://example.org",
      "clicked “Sign in”",
      "typed “hello”",
      "pressed Enter",
      "waited for “Welcome”",
      "scrolled down",
      "read the title"
    },
    {
      "1. Open Firefox\n2. Go to example.org\n3) click “Log in”",
      "opened Firefox",
      "went to example.org",
      "clicked “Log in”"
    },
    {"- open Firefox\n- reload the page", "opened Firefox", "reloaded the page"},
    {
      "Open Firefox. Then go to example.org. Finally, read the page title.",
      "opened Firefox",
      "went to example.org",
      "read the title"
    },
    {"Step 1: open Firefox; step 2: go back", "opened Firefox", "went back"},
    {
      "click 'Save and close' and then wait 2 seconds",
      "clicked “Save and close”",
      "waited 2 seconds"
    },
    {"click the \"Sign in\" button", "clicked “Sign in”"},
    {"click on the Create account button", "clicked “Create account”"},
    {"double-click \"Documents\"", "double-clicked “Documents”"},
    {"open \"Documents\"", "double-clicked “Documents”"},
    {"Right click on \"notes.txt\"", "right-clicked “notes.txt”"},
    {"click at 100, 200", "clicked [100, 200]"},
    {"click (100, 200) and type \"x\"", "clicked [100, 200]", "typed “x”"},
    {"click \"Edit\" next to \"INV-2044\"", "clicked “Edit” near “INV-2044”"},
    {"click Edit in the row of \"INV-2044\"", "clicked “Edit” near “INV-2044”"},
    {"click \"Save\" below \"Address\"", "clicked “Save” below “Address”"},
    {"click \"…\" to the right of \"Address\"", "clicked “…” right of “Address”"},
    {"type \"a, b and click c. d; e\"", "typed “a, b and click c. d; e”"},
    {"type \"say \\\"hi\\\"\\n\"", "typed “say \"hi\"⏎”"},
    {"type “naïve 日本語 🎉” into the \"Your name\" field", "typed “naïve 日本語 🎉” into “Your name”"},
    {
      "enter \"Ada\" in First name, enter \"Lovelace\" in Last name",
      "typed “Ada” into “First name”",
      "typed “Lovelace” into “Last name”"
    },
    {"fill in the \"City\" field with \"Paris\"", "typed “Paris” into “City”"},
    {"type hello world", "typed “hello world”"},
    {"type 'don't' in \"Note\"", "typed “don't” into “Note”"},
    {"run \"ls -l\" in the terminal", "typed “ls -l”"},
    {"press ctrl+l", "pressed ctrl+l"},
    {"press Ctrl + Shift + T", "pressed Ctrl+Shift+T"},
    {"hit the Escape key twice", "pressed Escape 2 times"},
    {"press Tab three times", "pressed Tab 3 times"},
    {"press Tab, Tab and Enter", "pressed Tab, Tab, Enter"},
    {"press page down", "pressed page_down"},
    {"press the down arrow 5 times", "pressed down 5 times"},
    {"press the \"Save\" button", "clicked “Save”"},
    {"press Alt-F4", "pressed Alt+F4"},
    {"hold shift for 2 seconds", "held shift for 2 seconds"},
    {"wait 5 seconds", "waited 5 seconds"},
    {"wait for 1.5 s", "waited 1.5 seconds"},
    {"wait a minute", "waited 60 seconds"},
    {"wait until \"Loading\" disappears", "waited for “Loading” to disappear"},
    {"wait up to 60 seconds for \"Done\"", "waited for “Done”"},
    {"wait until Thank you appears", "waited for “Thank you”"},
    {"wait for the page to load", "waited until the screen was quiet"},
    {"scroll up twice", "scrolled up"},
    {"scroll down until \"Contact\"", "scrolled down to “Contact”"},
    {"scroll to the bottom", "scrolled to the end"},
    {"scroll right 3 times", "scrolled right"},
    {"move the mouse to \"Help\"", "moved the pointer to “Help”"},
    {"hover over \"Help\"", "moved the pointer to “Help”"},
    {"drag \"report.pdf\" to \"Documents\"", "dragged “report.pdf” to “Documents”"},
    {
      "select all, copy, click \"Notes\" and paste",
      "selected all",
      "copied",
      "clicked “Notes”",
      "pasted"
    },
    {
      "open a new tab, close the tab, close the window",
      "opened a tab",
      "closed the tab",
      "closed the window"
    },
    {"read the screen", "read the screen"},
    {"read the \"Total\" line", "read what is at “Total”"},
    {"what does it say next to \"Total\"?", "read what is at “Total”"},
    {"read what is below \"Status\"", "read what is at “Status”"},
    {"tell me the page title", "read the title"},
    {"check that \"Welcome\" is shown", "checked that “Welcome” is shown"},
    {"verify \"Error\" is not shown", "checked that “Error” is not shown"},
    {"make sure Welcome back is visible", "checked that “Welcome back” is shown"},
    {"tick the \"I agree\" checkbox", "clicked “I agree”"},
    {"take a screenshot", "took a picture of the screen"},
    {"click the second \"Edit\"", "clicked “Edit”"},
    {"could you open Firefox, please?", "opened Firefox"},
    {"OPEN FIREFOX AND GO TO EXAMPLE.ORG", "opened Firefox", "went to EXAMPLE.ORG"},
  };

  /** A goal, and the part that is refused. */
  private static final String[][] REFUSED = {
    {"book me a flight to Rome", "book me a flight to Rome"},
    {"open Firefox, do a barrel roll", "do a barrel roll"},
    {"open Firefox and find the cheapest hotel", "find the cheapest hotel"},
    {"open Firefox. Summarise the news. Close the window", "Summarise the news"},
    {
      "click the thing that looks like a little house in the corner",
      "click the thing that looks like a little house in the corner"
    },
    {"click it", "click it"},
    {"press Entr", "press Entr"},
    {"press Tab 1000 times", "press Tab 1000 times"},
    {"open Photoshop", "open Photoshop"},
    {"go to settings", "go to settings"},
    {"click 5000, 20", "5000, 20"},
    {"type \"unfinished", "\"unfinished"},
    {"wait 9000 seconds", "wait 9000 seconds"},
    {"click \"\"", "click \"\""},
    {"...", "..."},
    {"and then", "and then"},
    {"click \"Save\" and celebrate", "celebrate"},
  };

  @TestFactory
  Stream<DynamicTest> understands() {
    return Stream.of(UNDERSTOOD)
        .map(
            row ->
                DynamicTest.dynamicTest(
                    row[0],
                    () ->
                        assertThat(READER.read(row[0]).stream().map(RecipeStep::past).toList())
                            .isEqualTo(List.of(row).subList(1, row.length))));
  }

  @TestFactory
  Stream<DynamicTest> refusesAndNamesThePart() {
    return Stream.of(REFUSED)
        .map(
            row ->
                DynamicTest.dynamicTest(
                    row[0],
                    () ->
                        assertThatThrownBy(() -> READER.read(row[0]))
                            .isInstanceOfSatisfying(
                                GoalNotUnderstood.class,
                                refused -> assertThat(refused.part()).isEqualTo(row[1]))));
  }

  @Test
  void aRefusalShowsAnExampleAndTheWayToAModel() {
    assertThatThrownBy(() -> READER.read("dance"))
        .hasMessageContaining("“dance”")
        .hasMessageContaining("open Firefox")
        .hasMessageContaining("ANTHROPIC_API_KEY");
  }
}
