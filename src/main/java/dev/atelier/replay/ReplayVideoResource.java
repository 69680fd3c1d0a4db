package dev.atelier.replay;

import dev.atelier.Role;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** {@code …/replay.webm} and {@code …/replay.mp4}: a task as a video. */
@Dependent
@Path("/sessions/{id}/task/{task}/replay.{format: webm|mp4}")
@RolesAllowed(Role.MAY_VIEW)
@Tag(name = "Replay")
public class ReplayVideoResource {
  private final Films films;
  private final Videos videos;

  @Inject
  ReplayVideoResource(Films films, Videos videos) {
    this.films = films;
    this.videos = videos;
  }

  @GET
  @Produces({"video/webm", "video/mp4"})
  @Operation(summary = "The film strip as a video, where the server has a program that makes one")
  public Response video(
      @PathParam("id") String id,
      @PathParam("task") String taskId,
      @PathParam("format") String word) {
    VideoFormat format = VideoFormat.of(word).orElseThrow();
    Film film = films.of(id, taskId);
    Download video = videos.make(film, format, frame -> films.png(film, frame));
    String name = "replay-" + film.taskId() + "." + word;
    return Response.ok(video.content(), format.mediaType())
        .header("Content-Length", video.bytes())
        .header("Content-Disposition", "attachment; filename=\"" + name + "\"")
        .header("Cache-Control", "no-store")
        .build();
  }
}
