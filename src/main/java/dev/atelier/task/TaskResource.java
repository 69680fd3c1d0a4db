package dev.atelier.task;

import dev.atelier.Caller;
import dev.atelier.Role;
import dev.atelier.json.JsonBody;
import dev.atelier.session.Sessions;
import dev.atelier.vision.Observation.Answer;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.UriInfo;
import java.math.BigDecimal;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** {@code /sessions/{id}/task}: goals for one desktop, given, looked at, cancelled. */
@Dependent
@Path("/sessions/{id}/task")
@RolesAllowed(Role.MAY_VIEW)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Tasks")
public class TaskResource {
  private static final int LONGEST_NOTE = 2000;

  private final Tasks tasks;
  private final Sessions sessions;
  private final Attachments attachments;
  private final BigDecimal maxUsdPerDay;

  @Context private UriInfo uri;
  @Context private SecurityContext security;

  @Inject
  TaskResource(
      Tasks tasks,
      Sessions sessions,
      Attachments attachments,
      @ConfigProperty(name = "MAX_USD_PER_DAY", defaultValue = "1.00") BigDecimal maxUsdPerDay) {
    this.tasks = tasks;
    this.sessions = sessions;
    this.attachments = attachments;
    this.maxUsdPerDay = maxUsdPerDay;
  }

  @RolesAllowed(Role.MAY_OPERATE)
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(summary = "Give the desktop a goal")
  public Response submit(@PathParam("id") String id, String body) throws InterruptedException {
    sessions.get(id);
    TaskRequest request = TaskRequest.read(body);
    attachments.requireThere(id, request.goal().attachments());
    Task task = tasks.submit(id, request, caller());
    URI transcript = uri.getBaseUriBuilder().path("sessions/" + id + "/task/" + task.id()).build();
    return Response.accepted(AcceptedTask.of(task, maxUsdPerDay, transcript)).build();
  }

  @GET
  @Path("{task}")
  @Operation(summary = "The transcript of a task")
  public TaskView transcript(@PathParam("id") String id, @PathParam("task") String taskId) {
    Task task = tasks.get(id, taskId);
    return TaskView.transcript(
        task, tasks.canUndo(task), tasks.undoneAt(task), tasks.files(taskId), tasks.steps(taskId));
  }

  /** Reached only when the stream filter does not know the task. */
  @GET
  @Path("{task}/stream")
  @Produces(MediaType.SERVER_SENT_EVENTS)
  @Operation(summary = "The task's steps as server-sent events, from Last-Event-ID on")
  public Response stream(@PathParam("id") String id, @PathParam("task") String taskId) {
    throw new UnknownTask(taskId);
  }

  @GET
  @Path("{task}/steps/{step}/screenshot")
  @Produces("image/png")
  @Operation(summary = "What was on the screen when a step was decided")
  public Response picture(
      @PathParam("id") String id, @PathParam("task") String taskId, @PathParam("step") int number) {
    Task task = tasks.get(id, taskId);
    return tasks
        .picture(task.id(), number)
        .map(png -> Response.ok(png).header("Cache-Control", "private, max-age=86400").build())
        .orElseThrow(() -> new UnknownTask(taskId + ", step " + number));
  }

  @RolesAllowed(Role.MAY_OPERATE)
  @POST
  @Path("{task}/cancel")
  @Operation(summary = "End a task; nothing happens when it has ended already")
  public Response cancel(@PathParam("id") String id, @PathParam("task") String taskId) {
    tasks.cancel(id, taskId, caller());
    return accepted(tasks.get(id, taskId));
  }

  @RolesAllowed(Role.MAY_OPERATE)
  @POST
  @Path("{task}/resume")
  @Consumes(MediaType.WILDCARD)
  @Operation(summary = "Go on with a task that ended at a money cap: {max_usd?}")
  public Response resume(
      @PathParam("id") String id, @PathParam("task") String taskId, String body) {
    JsonBody json = JsonBody.parse(body);
    Optional<BigDecimal> maxUsd = TaskRequest.maxUsd(json);
    json.refuseUnread();
    return accepted(tasks.resume(id, taskId, maxUsd, caller()));
  }

  @RolesAllowed(Role.MAY_OPERATE)
  @POST
  @Path("{task}/approve")
  @Consumes(MediaType.WILDCARD)
  @Operation(
      summary = "Say yes to what a task asks: {step?, note?}; nothing happens when it does not ask")
  public Response approve(
      @PathParam("id") String id, @PathParam("task") String taskId, String body) {
    return answer(id, taskId, true, body);
  }

  @RolesAllowed(Role.MAY_OPERATE)
  @POST
  @Path("{task}/deny")
  @Consumes(MediaType.WILDCARD)
  @Operation(
      summary = "Say no to what a task asks: {step?, note?}; nothing happens when it does not ask")
  public Response deny(@PathParam("id") String id, @PathParam("task") String taskId, String body) {
    return answer(id, taskId, false, body);
  }

  private Response answer(String id, String taskId, boolean approved, String body) {
    JsonBody json = JsonBody.parse(body);
    String note = json.text("note", 0, LONGEST_NOTE).orElse("");
    Optional<Integer> step = json.whole("step", 1, Integer.MAX_VALUE);
    json.refuseUnread();
    tasks.answer(id, taskId, step, new Answer(approved, note), caller());
    return accepted(tasks.get(id, taskId));
  }

  private static Response accepted(Task task) {
    return Response.accepted(Map.of("task_id", task.id(), "status", task.status().word())).build();
  }

  private String caller() {
    return Caller.of(security.getUserPrincipal()).name();
  }
}
