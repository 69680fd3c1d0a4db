package dev.atelier.task;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** {@code GET /tasks}: the tasks of all desktops. */
@Dependent
@Path("/tasks")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Tasks")
public class AllTasksResource {
  private final Tasks tasks;

  @Inject
  AllTasksResource(Tasks tasks) {
    this.tasks = tasks;
  }

  @GET
  @Operation(summary = "The tasks of all desktops, newest first")
  public Map<String, Object> list(
      @QueryParam("limit") String limit, @QueryParam("before") String before) {
    TaskPage page = TaskPage.of(limit, before);
    return page.answer(tasks.all(page));
  }
}
