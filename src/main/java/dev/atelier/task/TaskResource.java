package dev.atelier.task;

import dev.atelier.Caller;
import dev.atelier.Role;
import dev.atelier.desktop.Screenshot;
import dev.atelier.json.InvalidField;
import dev.atelier.json.JsonBody;
import dev.atelier.json.Parameter;
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
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
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
  private static final int SMALLEST_WIDTH = 16;
  private static final int LARGEST_WIDTH = 7680;

  private static final int LONGEST_NOTE = 2000;
  private static final int LONGEST_ANSWER = 2000;

  private final Tasks tasks;
  private final TaskQueue queue;
  private final Sessions sessions;
  private final Attachments attachments;
  private final BigDecimal maxUsdPerDay;

  @Context private UriInfo uri;
  @Context private SecurityContext security;

  @Inject
  TaskResource(
      Tasks tasks,
      TaskQueue queue,
      Sessions sessions,
      Attachments attachments,
      @ConfigProperty(name = "MAX_USD_PER_DAY", defaultValue = "1.00") BigDecimal maxUsdPerDay) {
    this.tasks = tasks;
    this.queue = queue;
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
    Task task = tasks.submit(id, request, Caller.of(security.getUserPrincipal()));
    URI transcript = uri.getBaseUriBuilder().path("sessions/" + id + "/task/" + task.id()).build();
    return Response.accepted(
            AcceptedTask.of(task, maxUsdPerDay, transcript).at(queue.position(task)))
        .build();
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

  /** What a step shows never changes; a day is as long as a browser may keep what may have gone. */
  @GET
  @Path("{task}/steps/{step}/screenshot")
  @Produces("image/png")
  @Operation(summary = "What was on the screen when a step was decided; smaller with ?width=")
  public Response picture(
      @PathParam("id") String id,
      @PathParam("task") String taskId,
      @PathParam("step") int number,
      @QueryParam("width") String widthText,
      @Context Request request) {
    int width = Parameter.whole("width", widthText, SMALLEST_WIDTH, LARGEST_WIDTH, LARGEST_WIDTH);
    Task task = tasks.get(id, taskId);
    String name =
        tasks
            .step(task.id(), number)
            .flatMap(Step::picture)
            .orElseThrow(() -> new UnknownTask(taskId + ", step " + number));
    EntityTag tag = new EntityTag(width == LARGEST_WIDTH ? name : name + "-" + width);
    Response.ResponseBuilder answer = request.evaluatePreconditions(tag);
    if (answer == null) {
      answer =
          tasks
              .picture(task.id(), number)
              .map(png -> width == LARGEST_WIDTH ? png : smaller(png, width))
              .map(Response::ok)
              .orElseThrow(() -> new UnknownTask(taskId + ", step " + number));
    }
    return answer.tag(tag).header("Cache-Control", "private, max-age=86400, immutable").build();
  }

  private static byte[] smaller(byte[] png, int width) {
    Screenshot whole = Screenshot.read(png);
    return whole.width() <= width ? png : whole.scaledToWidth(width).png();
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
  @Path("{task}/pause")
  @Operation(summary = "Have a task wait until it is resumed; nothing happens when it has ended")
  public Response pause(@PathParam("id") String id, @PathParam("task") String taskId) {
    return accepted(tasks.pause(id, taskId, caller()));
  }

  @RolesAllowed(Role.MAY_OPERATE)
  @POST
  @Path("{task}/move")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(summary = "Put a task that waits at another place of its queue: {position}")
  public Response move(@PathParam("id") String id, @PathParam("task") String taskId, String body) {
    JsonBody json = JsonBody.parse(body);
    int position =
        json.whole("position", 1, TaskQueue.MOST)
            .orElseThrow(() -> new InvalidField("position", "is missing"));
    json.refuseUnread();
    queue.move(tasks.get(id, taskId), position, caller());
    return accepted(tasks.get(id, taskId));
  }

  @RolesAllowed(Role.MAY_OPERATE)
  @POST
  @Path("{task}/resume")
  @Consumes(MediaType.WILDCARD)
  @Operation(summary = "Go on with a task that was paused, or ended at a money cap: {max_usd?}")
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

  @RolesAllowed(Role.MAY_OPERATE)
  @POST
  @Path("{task}/answer")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      summary =
          "Answer in words what a task needs of a person: {text, step?}; nothing happens when it"
              + " does not ask")
  public Response answer(
      @PathParam("id") String id, @PathParam("task") String taskId, String body) {
    JsonBody json = JsonBody.parse(body);
    String text = json.requiredText("text", 1, LONGEST_ANSWER);
    Optional<Integer> step = json.whole("step", 1, Integer.MAX_VALUE);
    json.refuseUnread();
    tasks.answerInWords(id, taskId, step, text, caller());
    return accepted(tasks.get(id, taskId));
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
