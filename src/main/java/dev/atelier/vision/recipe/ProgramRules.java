package dev.atelier.vision.recipe;

import dev.atelier.desktop.MouseButton;
import java.util.Optional;

/** How steps about programs, pages and windows are worded. */
final class ProgramRules {
  private final StepRules rules;

  private ProgramRules(StepRules rules) {
    this.rules = rules;
  }

  static void addTo(StepRules rules) {
    ProgramRules group = new ProgramRules(rules);
    group.addPrograms();
    group.addShortcuts();
  }

  private void addPrograms() {
    String tail = "(?:\\s+(?:app|application|program|window))?";
    program(
        "(?:firefox|mozilla firefox|(?:the |a )?(?:web )?browser|the internet)",
        tail,
        Program.FIREFOX);
    program("(?:files|(?:the |a )?file (?:manager|browser|explorer)|pcmanfm)", tail, Program.FILES);
    program(
        "(?:(?:the |a )?(?:terminal|console|command line|shell)|xterm)", tail, Program.TERMINAL);
    String page = "(?:(?:the\\s+)?(?:page|site|website|url|address|link)\\s+)?";
    rules.add(
        "(?:go to|goto|visit|navigate to|browse to|load|open)\\s+"
            + page
            + Wording.ADDRESS
            + "(?:\\s+in\\s+(?:firefox|the browser|a new tab))?",
        m -> address(m.group(1)));
    rules.add("open\\s+" + Wording.Q, m -> rules.click(MouseButton.LEFT, 2, m.group(1)));
    rules.add(
        "(?:run|execute)\\s+(?:the\\s+)?(?:command\\s+)?"
            + Wording.Q
            + "(?:\\s+in\\s+(?:the\\s+)?terminal)?",
        m ->
            Optional.of(
                new TypeText(rules.quotes().plain(m.group(1)), Optional.empty(), false, true)));
  }

  private void addShortcuts() {
    shortcut(
        "select\\s+(?:all|everything)(?: the text)?", "ctrl+a", "selected all", "Selecting all");
    shortcut("copy(?: it| that| this| the (?:selection|text))?", "ctrl+c", "copied", "Copying");
    shortcut("cut(?: it| that| the (?:selection|text))", "ctrl+x", "cut", "Cutting");
    shortcut("paste(?: it| that| the text)?", "ctrl+v", "pasted", "Pasting");
    shortcut("undo(?: it| that)?", "ctrl+z", "undid", "Undoing");
    shortcut("redo(?: it| that)?", "ctrl+y", "redid", "Redoing");
    shortcut("(?:open )?(?:a )?new tab", "ctrl+t", "opened a tab", "Opening a new tab");
    shortcut("(?:open )?(?:a )?new window", "ctrl+n", "opened a window", "Opening a new window");
    shortcut(
        "close (?:the |this )?(?:current )?tab", "ctrl+w", "closed the tab", "Closing the tab");
    shortcut(
        "close (?:the |this )?(?:current )?(?:window|program|app|application|browser|firefox|terminal|files|file manager)",
        "alt+F4",
        "closed the window",
        "Closing the window");
    shortcut(
        "(?:switch to |go to )?(?:the )?next tab",
        "ctrl+Tab",
        "went to the next tab",
        "Going to the next tab");
    shortcut(
        "(?:switch to |go to )?(?:the )?previous tab",
        "ctrl+shift+Tab",
        "went to the previous tab",
        "Going to the previous tab");
    shortcut(
        "(?:switch|go) to (?:the )?(?:next|other) window|switch windows?",
        "alt+Tab",
        "switched windows",
        "Switching windows");
    shortcut(
        "go back(?: a page| one page| to the (?:last|previous) page)?",
        "alt+Left",
        "went back",
        "Going back");
    shortcut("go forward(?: a page| one page)?", "alt+Right", "went forward", "Going forward");
    shortcut(
        "(?:reload|refresh)(?: (?:the |this )?(?:page|site|tab))?",
        "F5",
        "reloaded the page",
        "Reloading the page");
    shortcut(
        "maximi[sz]e (?:the |this )?window",
        "super+Up",
        "maximised the window",
        "Maximising the window");
    shortcut(
        "minimi[sz]e (?:the |this )?window",
        "super+Down",
        "minimised the window",
        "Minimising the window");
    shortcut("show the desktop", "super+d", "showed the desktop", "Showing the desktop");
    shortcut("zoom in", "ctrl+plus", "zoomed in", "Zooming in");
    shortcut("zoom out", "ctrl+minus", "zoomed out", "Zooming out");
    rules.add(
        "(?:take|make)\\s+(?:a|another)\\s+(?:screenshot|screen shot|picture)(?:\\s+of\\s+the\\s+(?:screen|page|desktop))?"
            + "|screenshot|look(?:\\s+at\\s+the\\s+screen)?",
        m -> Optional.of(new TakePicture()));
  }

  private void program(String names, String tail, Program program) {
    rules.add(
        "(?:open|start|launch|run)(?:\\s+up)?\\s+" + names + tail,
        m -> Optional.of(new OpenProgram(program)));
  }

  /** In quotes there may be a file's name, so that only what cannot be one is an address. */
  private Optional<RecipeStep> address(String words) {
    String address = rules.quotes().plain(words).strip();
    boolean plausible =
        Quotes.isMark(words)
            ? address.matches("\\w[\\w+.-]*:\\S+|www\\.\\S+|localhost\\S*")
            : address.matches("\\S*[.:/]\\S*|localhost");
    return plausible ? Optional.of(new GoToAddress(address)) : Optional.empty();
  }

  private void shortcut(String words, String chord, String past, String doing) {
    rules.add(words, m -> Optional.of(PressKeys.doing(chord, past, doing)));
  }
}
