package dev.atelier.replay;

import dev.atelier.Role;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.servlet.ServletContext;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** {@code …/replay.html}: a task as a page to keep, which needs nothing but a browser. */
@Dependent
@Path("/sessions/{id}/task/{task}/replay.html")
@RolesAllowed(Role.MAY_VIEW)
@Tag(name = "Replay")
public class ReplayPageResource {
  private final Films films;
  private final FilmPages pages;

  @Context private ServletContext context;

  @Inject
  ReplayPageResource(Films films, FilmPages pages) {
    this.films = films;
    this.pages = pages;
  }

  @GET
  @Produces("text/html")
  @Operation(summary = "The film strip as one page with all pictures, to keep")
  public Response page(@PathParam("id") String id, @PathParam("task") String taskId) {
    Film film = films.of(id, taskId);
    Download page = pages.make(film, PlayerParts.in(context), frame -> films.png(film, frame));
    return Response.ok(page.content(), "text/html;charset=UTF-8")
        .header("Content-Length", page.bytes())
        .header("Content-Disposition", "attachment; filename=\"replay-" + film.taskId() + ".html\"")
        .header("Cache-Control", "no-store")
        .build();
  }
}
