package dev.atelier.console;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.AttachmentType;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import com.vaadin.flow.component.upload.Upload;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.router.RouterLink;
import com.vaadin.flow.server.streams.DownloadHandler;
import com.vaadin.flow.server.streams.DownloadResponse;
import com.vaadin.flow.server.streams.UploadHandler;
import dev.atelier.Caller;
import dev.atelier.Role;
import dev.atelier.recipe.Recipe;
import dev.atelier.recipe.RecipeYaml;
import dev.atelier.recipe.Recipes;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** The library of recipes: those that are shared, and one's own. */
@Dependent
@Route(value = "recipes", layout = ConsoleLayout.class)
public class RecipesView extends Div implements HasDynamicTitle {
  private static final long serialVersionUID = 1L;
  private static final int MOST_SHOWN = 500;
  private static final int LARGEST_FILE = 100_000;

  private final transient Recipes recipes;
  private final transient Dialogs dialogs;
  private final UnorderedList list = new UnorderedList();
  private final Paragraph none;

  @Inject
  public RecipesView(Recipes recipes, Dialogs dialogs) {
    this.recipes = recipes;
    this.dialogs = dialogs;
    addClassName("access-view");
    list.setId("recipes");
    none = new Paragraph(getTranslation("recipes.none"));
    none.addClassName("quiet");
    boolean operates = Visitor.may(Role.OPERATOR);
    Button make = new Button(getTranslation("recipe.new"), event -> RecipeView.write());
    make.setId("new-recipe");
    make.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
    make.setVisible(operates);
    Upload read = readIn();
    read.setVisible(operates);
    Div actions = new Div(read, make);
    actions.addClassName("buttons");
    Div bar = new Div(new H1(getTranslation("recipes.title")), actions);
    bar.addClassName("bar");
    Paragraph lead = new Paragraph(getTranslation("recipes.lead"));
    lead.addClassName("quiet");
    add(bar, lead, none, list);
  }

  private Upload readIn() {
    Upload read =
        new Upload(
            UploadHandler.inMemory(
                (file, bytes) -> takeIn(new String(bytes, StandardCharsets.UTF_8))));
    read.setId("read-recipe");
    read.setDropAllowed(false);
    read.setMaxFileSize(LARGEST_FILE);
    read.setAcceptedFileTypes(".yaml", ".yml");
    read.setUploadButton(new Button(getTranslation("recipe.import")));
    read.addFileRejectedListener(event -> Mishaps.show(getTranslation("recipe.import.refused")));
    read.addAllFinishedListener(event -> read.clearFileList());
    return read;
  }

  private void takeIn(String text) {
    try {
      Recipe added = recipes.add(RecipeYaml.read(text), Visitor.caller(Role.OPERATOR));
      Mishaps.show(getTranslation("recipe.imported", added.draft().name()));
      refresh();
    } catch (RuntimeException refused) {
      Mishaps.note(refused, "the file of a recipe was refused");
      Mishaps.show(Failures.sentence(refused, getLocale()));
    }
  }

  @Override
  protected void onAttach(AttachEvent event) {
    refresh();
  }

  private void refresh() {
    list.removeAll();
    Caller caller = Visitor.caller(Role.VIEWER);
    List<Recipe> all = recipes.seenBy(caller, Optional.empty(), MOST_SHOWN);
    all.forEach(recipe -> list.add(item(recipe, caller)));
    none.setVisible(all.isEmpty());
  }

  private ListItem item(Recipe recipe, Caller caller) {
    RouterLink heading =
        new RouterLink(recipe.draft().name(), RecipeView.class, RecipeView.of(recipe));
    heading.addClassName("heading");
    Div facts = new Div();
    facts.addClassName("facts");
    if (!recipe.draft().description().isEmpty()) {
      facts.add(new Span(recipe.draft().description()));
    }
    facts.add(new Span(whose(recipe, caller)));
    List<String> blanks = recipe.draft().blanks().names();
    if (!blanks.isEmpty()) {
      facts.add(new Span(getTranslation("recipe.blanks", String.join(", ", blanks))));
    }
    return new ListItem(new Div(heading, facts), buttons(recipe, caller));
  }

  private String whose(Recipe recipe, Caller caller) {
    boolean own = recipe.owner().mayBe(caller);
    if (!own) {
      return getTranslation("recipe.of", recipe.owner().name());
    }
    return getTranslation(recipe.draft().shared() ? "recipe.own.shared" : "recipe.own.private");
  }

  private Div buttons(Recipe recipe, Caller caller) {
    Div buttons = new Div();
    buttons.addClassName("buttons");
    if (caller.may(Role.OPERATOR)) {
      buttons.add(button("recipe.run", "run", () -> dialogs.runRecipe(recipe)));
    }
    if (recipe.isChangedBy(caller)) {
      Button delete = button("recipe.delete", "delete", () -> delete(recipe));
      delete.addThemeVariants(ButtonVariant.LUMO_ERROR);
      buttons.add(button("recipe.edit", "edit", () -> edit(recipe)), delete);
    }
    Anchor file =
        new Anchor(file(recipe), AttachmentType.DOWNLOAD, getTranslation("recipe.export"));
    file.addClassName("export");
    buttons.add(file);
    return buttons;
  }

  private static DownloadHandler file(Recipe recipe) {
    byte[] text = RecipeYaml.write(recipe.draft()).getBytes(StandardCharsets.UTF_8);
    return DownloadHandler.fromInputStream(
        event ->
            new DownloadResponse(
                new ByteArrayInputStream(text),
                RecipeYaml.fileName(recipe.draft()),
                RecipeYaml.MEDIA_TYPE,
                text.length));
  }

  private Button button(String key, String className, Runnable act) {
    Button button = new Button(getTranslation(key), event -> act.run());
    button.addThemeVariants(ButtonVariant.LUMO_TERTIARY, ButtonVariant.LUMO_SMALL);
    button.addClassName(className);
    return button;
  }

  private static void edit(Recipe recipe) {
    UI.getCurrent().navigate(RecipeView.class, RecipeView.of(recipe));
  }

  private void delete(Recipe recipe) {
    new Confirmation(
            getTranslation("recipe.delete.title", recipe.draft().name()),
            getTranslation("recipe.delete.consequence"),
            getTranslation("recipe.delete.confirm"),
            () -> {
              recipes.remove(recipe.id(), Visitor.caller(Role.OPERATOR));
              refresh();
            })
        .destructive()
        .open();
  }

  @Override
  public String getPageTitle() {
    return getTranslation("recipes.page");
  }
}
