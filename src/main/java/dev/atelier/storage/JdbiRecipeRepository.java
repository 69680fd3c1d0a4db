package dev.atelier.storage;

import dev.atelier.Owner;
import dev.atelier.json.Json;
import dev.atelier.recipe.Recipe;
import dev.atelier.recipe.RecipeDraft;
import dev.atelier.recipe.RecipeRepository;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.SqlStatement;

/** Recipes in the database. Thread-safe. */
@ApplicationScoped
class JdbiRecipeRepository implements RecipeRepository {
  /** By the name only where nothing else is known. */
  private static final String SEEN =
      "(shared or (owner_with = :ownerWith and owner_with_id = :ownerWithId)"
          + " or (owner_with is null and owner = :owner))";

  private final Jdbi jdbi;

  @Inject
  JdbiRecipeRepository(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /** For CDI's proxy only. */
  protected JdbiRecipeRepository() {
    this(null);
  }

  @Override
  public void add(Recipe recipe) {
    jdbi.useHandle(
        handle ->
            bound(
                    handle.createUpdate(
                        """
                        insert into recipe
                          (id, name, description, goal, backend, example, shared, owner, owner_with, owner_with_id, made_at, changed_at)
                        values (:id, :name, :description, :goal, :backend, :example, :shared, :owner, :ownerWith, :ownerWithId, :madeAt, :changedAt)
                        """),
                    recipe)
                .bindMap(Owners.toSql("owner", recipe.owner()))
                .bind("madeAt", Times.toSql(recipe.madeAt()))
                .execute());
  }

  @Override
  public boolean update(Recipe recipe) {
    return jdbi.withHandle(
        handle ->
            bound(
                        handle.createUpdate(
                            """
                            update recipe set name = :name, description = :description, goal = :goal, backend = :backend,
                              example = :example, shared = :shared, changed_at = :changedAt
                            where id = :id
                            """),
                        recipe)
                    .execute()
                == 1);
  }

  private static <S extends SqlStatement<S>> S bound(S statement, Recipe recipe) {
    RecipeDraft draft = recipe.draft();
    return statement
        .bind("id", recipe.id())
        .bind("name", draft.name())
        .bind("description", draft.description())
        .bind("goal", draft.goal())
        .bind("backend", draft.backend().orElse(null))
        .bind("example", Json.write(draft.example()))
        .bind("shared", draft.shared())
        .bind("changedAt", Times.toSql(recipe.changedAt()));
  }

  @Override
  public Optional<Recipe> find(String id) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery("select * from recipe where id = :id")
                .bind("id", id)
                .map((row, context) -> recipe(row))
                .findOne());
  }

  @Override
  public List<Recipe> list(Optional<Owner> seenBy, Optional<String> before, int limit) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    "select * from recipe where "
                        + seenBy.map(owner -> SEEN).orElse("1 = 1")
                        + (before.isPresent()
                            ? " and seq < (select seq from recipe where id = :before)"
                            : "")
                        + " order by seq desc limit :limit")
                .bindMap(seenBy.map(owner -> Owners.toSql("owner", owner)).orElse(Map.of()))
                .bindMap(before.map(id -> Map.of("before", id)).orElse(Map.of()))
                .bind("limit", limit)
                .map((row, context) -> recipe(row))
                .list());
  }

  @Override
  public int count() {
    return jdbi.withHandle(
        handle -> handle.createQuery("select count(*) from recipe").mapTo(Integer.class).one());
  }

  @Override
  public boolean remove(String id) {
    return jdbi.withHandle(
        handle ->
            handle.createUpdate("delete from recipe where id = :id").bind("id", id).execute() == 1);
  }

  private static Recipe recipe(ResultSet row) throws SQLException {
    return new Recipe(
        row.getString("id"),
        new RecipeDraft(
            row.getString("name"),
            row.getString("description"),
            row.getString("goal"),
            Optional.ofNullable(row.getString("backend")),
            Texts.map(row.getString("example")),
            row.getBoolean("shared")),
        Owners.fromSql(row, "owner", "owner_with"),
        Times.fromSql(row, "made_at"),
        Times.fromSql(row, "changed_at"));
  }
}
