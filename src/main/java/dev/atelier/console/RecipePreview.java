package dev.atelier.console;

import com.vaadin.flow.component.html.Code;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.OrderedList;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.icon.Icon;
import com.vaadin.flow.component.icon.VaadinIcon;
import dev.atelier.recipe.Blanks;
import dev.atelier.recipe.RecipeDraft;
import dev.atelier.recipe.RecipeLine;
import dev.atelier.recipe.RecipeLines;
import dev.atelier.recipe.Recipes;
import dev.atelier.vision.StepReader.Written;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What a recipe becomes with example values: its steps in plain words, or the goal it gives. */
final class RecipePreview extends Section {
  private static final long serialVersionUID = 1L;

  /** What steps look like, by the words with which one may have meant to begin them. */
  private static final Map<String, String> LOOKS =
      Map.of(
          "click|press|push|tap|select|choose", "click \"Sign in\"",
          "type|enter|write|fill|put|insert", "type \"hello\" into \"Name\"",
          "open|start|go|visit|browse|navigate|load", "go to https://example.org",
          "wait|pause|sleep", "wait for \"Welcome\"",
          "read|tell|find|look|get|copy", "read what is below \"Total\"");

  private static final String USUAL_LOOK = "click \"Sign in\"";

  private final transient Recipes recipes;
  private final transient RecipeLines reader;
  private final BlanksForm blanks;
  private final Div blanksPart;
  private final Div become = new Div();
  private final Paragraph nothing;
  private transient RecipeDraft draft;

  /**
   * @param changed is told when an example has another value
   */
  RecipePreview(Recipes recipes, RecipeLines reader, Runnable changed) {
    this.recipes = recipes;
    this.reader = reader;
    this.blanks = new BlanksForm(changed);
    setId("recipe-preview");
    addClassName("recipe-preview");
    blanksPart = new Div(new H2(getTranslation("recipe.example")), blanks);
    blanksPart.setVisible(false);
    become.setId("goal-preview");
    become.getElement().setAttribute("aria-live", "polite");
    nothing = new Paragraph(getTranslation("preview.nothing"));
    nothing.addClassName("quiet");
    add(blanksPart, new H2(getTranslation("preview.title")), nothing, become);
  }

  Map<String, String> values() {
    return blanks.values();
  }

  /** Shows a recipe; what was typed into its blanks stays. */
  void show(RecipeDraft shown, Map<String, String> known) {
    draft = shown;
    blanks.show(shown, known);
    blanksPart.setVisible(!shown.blanks().names().isEmpty());
    nothing.setVisible(false);
    become.removeAll();
    become.add(recipes.isWritten(draft) ? lines() : goal());
  }

  /** While there is nothing to show yet. */
  void clear() {
    nothing.setVisible(true);
    blanksPart.setVisible(false);
    become.removeAll();
  }

  private Paragraph goal() {
    Paragraph goal = new Paragraph();
    goal.addClassName("goal");
    Map<String, String> values = values();
    for (Blanks.Part part : draft.blanks().parts()) {
      Span piece = new Span(part.text());
      part.blank()
          .ifPresent(
              name -> {
                piece.setText(values.getOrDefault(name, part.text()));
                piece.setClassName(values.containsKey(name) ? "filled" : "unfilled");
              });
      goal.add(piece);
    }
    return goal;
  }

  private OrderedList lines() {
    OrderedList list = new OrderedList();
    list.addClassName("lines");
    int number = 0;
    for (RecipeLine line : reader.read(draft, values())) {
      if (line.misunderstood().isPresent()) {
        list.add(line.empty().isEmpty() ? wrong(line) : waiting(line));
      }
      for (Written step : line.steps()) {
        number++;
        list.add(item("written", Integer.toString(number), Steps.icon(step), sentence(step)));
      }
    }
    return list;
  }

  private Span sentence(Written step) {
    return new Span(Steps.sentence(step, getLocale()));
  }

  private ListItem wrong(RecipeLine line) {
    String part = line.misunderstood().orElseThrow();
    Span words = new Span(getTranslation("recipe.line", line.number(), part));
    Span way = new Span(new Span(getTranslation("preview.write") + " "), new Code(look(part)));
    way.addClassName("quiet");
    return item("written wrong", "", VaadinIcon.WARNING, words, way);
  }

  private ListItem waiting(RecipeLine line) {
    String names = String.join(", ", line.empty());
    Span words = new Span(getTranslation("preview.waits", line.number(), names));
    words.addClassName("quiet");
    return item("written", "", VaadinIcon.ELLIPSIS_DOTS_H, words);
  }

  /** How a step looks that may have been meant. */
  private static String look(String part) {
    String first = part.strip().split("\\W+", 2)[0].toLowerCase(Locale.ROOT);
    return LOOKS.entrySet().stream()
        .filter(each -> List.of(each.getKey().split("\\|")).contains(first))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElse(USUAL_LOOK);
  }

  private static ListItem item(String style, String number, VaadinIcon picture, Span... words) {
    Span count = new Span(number);
    count.addClassName("number");
    Icon icon = picture.create();
    icon.getElement().setAttribute("aria-hidden", "true");
    Div sentences = new Div();
    sentences.add(words);
    ListItem item = new ListItem(count, icon, sentences);
    item.setClassName(style);
    return item;
  }
}
