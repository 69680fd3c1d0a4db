package dev.atelier.single;

import dev.atelier.Role;
import dev.atelier.cost.Budget;
import dev.atelier.cost.BudgetReport;
import dev.atelier.json.Parameter;
import dev.atelier.task.AcceptedTask;
import dev.atelier.task.Task;
import dev.atelier.task.TaskRequest;
import dev.atelier.task.Tasks;
import dev.atelier.task.UnknownTask;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** {@code /api/task…}, {@code /api/tasks}, {@code /api/budget}: goals for the one desktop. */
@Dependent
@Path("/api")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Single desktop")
public class SingleTasksResource {
  private static final int MOST = 500;
  private static final int USUAL = 20;

  private final Desk desk;
  private final Tasks tasks;
  private final Budget budget;
  private final BudgetReport report;

  @Context private HttpServletRequest request;
  @Context private UriInfo uri;

  @Inject
  SingleTasksResource(Desk desk, Tasks tasks, Budget budget, BudgetReport report) {
    this.desk = desk;
    this.tasks = tasks;
    this.budget = budget;
    this.report = report;
  }

  @RolesAllowed(Role.MAY_OPERATE)
  @POST
  @Path("task")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(summary = "Give the one desktop a goal")
  public Response submit(String body) {
    TaskRequest wanted = TaskRequest.read(body);
    Task task = tasks.submit(desk.desktop(request).id(), wanted, Desk.caller(request));
    return Response.accepted(
            AcceptedTask.of(
                    task, budget.cap(), uri.getAbsolutePathBuilder().path(task.id()).build())
                .told(SingleStatus.of(task)))
        .build();
  }

  @RolesAllowed(Role.MAY_VIEW)
  @GET
  @Path("task/{task}")
  @Operation(summary = "The transcript of a task; one that is not known counts as starting")
  public Object transcript(@PathParam("task") String taskId) {
    Optional<Task> task = known(taskId);
    return task.isPresent()
        ? Transcript.of(task.get(), tasks.steps(taskId))
        : StartingTask.of(taskId);
  }

  /** Reached only when the stream filter does not know the task. */
  @RolesAllowed(Role.MAY_VIEW)
  @GET
  @Path("task/{task}/stream")
  @Produces(MediaType.SERVER_SENT_EVENTS)
  @Operation(summary = "The task's steps as server-sent events, from Last-Event-ID on")
  public Response stream(@PathParam("task") String taskId) {
    throw new UnknownTask(taskId);
  }

  @RolesAllowed(Role.MAY_VIEW)
  @GET
  @Path("task/{task}/steps/{step}/screenshot")
  @Produces("image/png")
  @Operation(summary = "What was on the screen when a step was decided")
  public Response picture(@PathParam("task") String taskId, @PathParam("step") int number) {
    return known(taskId)
        .flatMap(task -> tasks.picture(task.id(), number))
        .map(png -> Response.ok(png).header("Cache-Control", "private, max-age=86400").build())
        .orElseThrow(() -> new UnknownTask(taskId + ", step " + number));
  }

  @RolesAllowed(Role.MAY_VIEW)
  @GET
  @Path("tasks")
  @Operation(summary = "The last tasks, oldest first")
  public Map<String, List<ListedTask>> list(@QueryParam("limit") String limitText) {
    int limit = Parameter.whole("limit", limitText, 1, MOST, USUAL);
    List<ListedTask> last = new ArrayList<>(latest(limit).stream().map(ListedTask::of).toList());
    Collections.reverse(last);
    return Map.of("tasks", last);
  }

  @RolesAllowed(Role.MAY_VIEW)
  @GET
  @Path("budget")
  @Operation(summary = "Today's spending against its cap")
  public Map<String, Object> budget() {
    Map<String, Object> spending = report.shownTo(Desk.caller(request));
    spending.computeIfPresent("resets_at", (name, moment) -> UnixTime.of((Instant) moment));
    return spending;
  }

  private Optional<Task> known(String taskId) {
    List<String> desktops = desk.history(request);
    return tasks.find(taskId).filter(task -> desktops.contains(task.sessionId()));
  }

  /** A desktop is made after the one before it is gone, and so are its tasks. */
  private List<Task> latest(int limit) {
    return desk.history(request).stream()
        .flatMap(id -> tasks.latest(id, limit).stream())
        .limit(limit)
        .toList();
  }
}
