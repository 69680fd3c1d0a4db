package dev.atelier.recipe;

import dev.atelier.Caller;
import dev.atelier.Role;
import dev.atelier.json.InvalidField;
import dev.atelier.json.JsonBody;
import dev.atelier.json.Parameter;
import dev.atelier.session.Sessions;
import dev.atelier.task.AcceptedTask;
import dev.atelier.task.Task;
import dev.atelier.task.TaskRequest;
import dev.atelier.task.Tasks;
import dev.atelier.task.UnknownTask;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.UriInfo;
import java.math.BigDecimal;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** {@code /recipes}: named goals with blanks. */
@Dependent
@Path("/recipes")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Role.MAY_VIEW)
@Tag(name = "Recipes")
public class RecipesResource {
  private static final int MOST_LISTED = 200;
  private static final int USUALLY_LISTED = 50;
  private static final int LONGEST_ID = 60;

  private final Recipes recipes;
  private final SavedTasks saved;
  private final Tasks tasks;
  private final Sessions sessions;
  private final BigDecimal maxUsdPerDay;

  @Context private SecurityContext security;
  @Context private UriInfo uri;

  @Inject
  RecipesResource(
      Recipes recipes,
      SavedTasks saved,
      Tasks tasks,
      Sessions sessions,
      @ConfigProperty(name = "MAX_USD_PER_DAY", defaultValue = "1.00") BigDecimal maxUsdPerDay) {
    this.recipes = recipes;
    this.saved = saved;
    this.tasks = tasks;
    this.sessions = sessions;
    this.maxUsdPerDay = maxUsdPerDay;
  }

  @GET
  @Operation(summary = "The recipes that are shared, and your own, the newest first")
  public Map<String, Object> list(
      @QueryParam("limit") String limit, @QueryParam("before") String before) {
    int most = Parameter.whole("limit", limit, 1, MOST_LISTED, USUALLY_LISTED);
    List<Recipe> found = recipes.seenBy(caller(), Optional.ofNullable(before), most);
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("items", found.stream().map(this::view).toList());
    answer.put("next", found.size() < most ? null : found.get(found.size() - 1).id());
    return answer;
  }

  @POST
  @RolesAllowed(Role.MAY_OPERATE)
  @Consumes({MediaType.APPLICATION_JSON, RecipeYaml.MEDIA_TYPE})
  @Operation(
      summary =
          "Keep a recipe: as JSON, from a task that was completed, or as a file of application/yaml")
  public Response add(@Context HttpHeaders headers, String body) {
    boolean isFile = MediaType.valueOf(RecipeYaml.MEDIA_TYPE).isCompatible(headers.getMediaType());
    Recipe recipe = recipes.add(isFile ? RecipeYaml.read(body) : draft(body), caller());
    return Response.created(URI.create("/recipes/" + recipe.id())).entity(view(recipe)).build();
  }

  private RecipeDraft draft(String body) {
    JsonBody json = JsonBody.parse(body);
    Optional<JsonBody> task = json.object("from_task");
    if (task.isEmpty()) {
      return RecipeFields.draft(json);
    }
    if (json.has("goal") || json.has("backend") || json.has("example")) {
      throw new InvalidField(
          "from_task", "brings the goal and its backend along; leave goal, backend, example out");
    }
    RecipeDraft described = RecipeFields.draft(json, saved.steps(task(task.get())));
    return new RecipeDraft(
        described.name(),
        described.description(),
        described.goal(),
        Optional.of(Recipes.WRITTEN_STEPS),
        Map.of(),
        described.shared());
  }

  private Task task(JsonBody from) {
    String sessionId = desktop(from);
    String taskId = from.requiredText("task_id", 1, LONGEST_ID);
    from.refuseUnread();
    try {
      return tasks.get(sessionId, taskId);
    } catch (UnknownTask unknown) {
      throw new InvalidField("task_id", "names " + taskId + ", which is no task of that desktop");
    }
  }

  /** One that is there for the caller. */
  private String desktop(JsonBody json) {
    String id = json.requiredText("session_id", 1, LONGEST_ID);
    if (!caller().sees(id) || !sessions.exists(id)) {
      throw new InvalidField("session_id", "names " + id + ", which is not a desktop's id");
    }
    return id;
  }

  @GET
  @Path("{id}")
  @Operation(summary = "One recipe, with its blanks")
  public Map<String, Object> get(@PathParam("id") String id) {
    return view(recipes.get(id, caller()));
  }

  @GET
  @Path("{id}.yaml")
  @Produces(RecipeYaml.MEDIA_TYPE)
  @Operation(summary = "One recipe as a file, to be sent to another server")
  public Response file(@PathParam("id") String id) {
    RecipeDraft draft = recipes.get(id, caller()).draft();
    return Response.ok(RecipeYaml.write(draft), RecipeYaml.MEDIA_TYPE)
        .header(
            "Content-Disposition", "attachment; filename=\"" + RecipeYaml.fileName(draft) + "\"")
        .build();
  }

  @PUT
  @Path("{id}")
  @RolesAllowed(Role.MAY_OPERATE)
  @Operation(summary = "Replace all of a recipe; its owner or an admin may")
  public Map<String, Object> change(@PathParam("id") String id, String body) {
    Caller caller = caller();
    recipes.get(id, caller);
    return view(recipes.change(id, RecipeFields.draft(JsonBody.parse(body)), caller));
  }

  @DELETE
  @Path("{id}")
  @RolesAllowed(Role.MAY_OPERATE)
  @Operation(summary = "Delete a recipe; its owner or an admin may")
  public Response remove(@PathParam("id") String id) {
    recipes.remove(id, caller());
    return Response.noContent().build();
  }

  @POST
  @Path("{id}/run")
  @RolesAllowed(Role.MAY_OPERATE)
  @Operation(summary = "Give a desktop the recipe as its goal, with values in its blanks")
  public Response run(@PathParam("id") String id, String body) {
    Recipe recipe = recipes.get(id, caller());
    JsonBody json = JsonBody.parse(body);
    String sessionId = desktop(json);
    TaskRequest request =
        recipes.request(
            recipe,
            RecipeFields.blanks(json),
            json.whole("max_steps", 1, TaskRequest.MOST_STEPS),
            TaskRequest.maxUsd(json));
    json.refuseUnread();
    Task task = tasks.submit(sessionId, request, caller());
    URI transcript =
        uri.getBaseUriBuilder().path("sessions/" + sessionId + "/task/" + task.id()).build();
    return Response.accepted(AcceptedTask.of(task, maxUsdPerDay, transcript)).build();
  }

  private Caller caller() {
    return Caller.of(security.getUserPrincipal());
  }

  private Map<String, Object> view(Recipe recipe) {
    RecipeDraft draft = recipe.draft();
    Map<String, Object> view = new LinkedHashMap<>();
    view.put("id", recipe.id());
    view.put("name", draft.name());
    view.put("description", draft.description());
    view.put("goal", draft.goal());
    view.put("blanks", draft.blanks().names());
    view.put("backend", draft.backend().orElse(null));
    view.put("example", new TreeMap<>(draft.example()));
    view.put("shared", draft.shared());
    view.put("owner", recipe.owner().name());
    view.put("created_at", recipe.madeAt());
    view.put("changed_at", recipe.changedAt());
    return view;
  }
}
