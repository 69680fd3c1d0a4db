package dev.atelier.vision.recipe;

import dev.atelier.desktop.Size;
import dev.atelier.vision.StepReader;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Tells what {@link RecipeBackend} would do, step for step. Thread-safe. */
@ApplicationScoped
public class RecipeSteps implements StepReader {

  @Override
  public List<Written> read(String text, Size screen) {
    return new RecipeReader(screen).read(text).stream().map(RecipeStep::written).toList();
  }
}
