package dev.atelier.storage;

import dev.atelier.recipe.RecipeRepository;
import dev.atelier.schedule.ScheduleRepository;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.jdbi.v3.core.Jdbi;

/** Recipes and schedules in a database of their own, for tests of other rooms. Thread-safe. */
public final class LibraryOnH2 {
  private final Transactions database;
  private final Jdbi jdbi;

  public LibraryOnH2() {
    this("mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
  }

  /**
   * @param where as H2's address names it, after {@code jdbc:h2:}
   */
  public LibraryOnH2(String where) {
    database = new Transactions("jdbc:h2:" + where, "a", "a");
    jdbi = Database.migrated(database);
  }

  public RecipeRepository recipes() {
    return new JdbiRecipeRepository(jdbi);
  }

  public ScheduleRepository schedules() {
    return new JdbiScheduleRepository(jdbi);
  }

  /** Does the work in one transaction, which is undone when the work fails. */
  public <T> T within(Callable<T> work) {
    try {
      return database.within(work);
    } catch (RuntimeException failure) {
      throw failure;
    } catch (Exception impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
