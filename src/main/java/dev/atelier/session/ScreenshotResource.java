package dev.atelier.session;

import dev.atelier.Role;
import dev.atelier.desktop.Screenshot;
import dev.atelier.json.InvalidField;
import dev.atelier.json.Parameter;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** {@code GET /sessions/{id}/screenshot}: what the screen shows. */
@Dependent
@Path("/sessions/{id}/screenshot")
@RolesAllowed(Role.MAY_VIEW)
@Tag(name = "Sessions")
public class ScreenshotResource {
  private static final int USUAL_QUALITY = 80;
  private static final int SMALLEST_WIDTH = 16;
  private static final int LARGEST_WIDTH = 7680;

  private final Sessions sessions;

  @Inject
  ScreenshotResource(Sessions sessions) {
    this.sessions = sessions;
  }

  @GET
  @Operation(summary = "The screen as PNG, or as a small JPEG; 304 while it has not changed")
  public Response screenshot(
      @PathParam("id") String id,
      @QueryParam("format") @DefaultValue("png") String format,
      @QueryParam("quality") String qualityText,
      @QueryParam("width") String widthText,
      @QueryParam("wake") @DefaultValue("true") boolean wake,
      @Context Request request)
      throws InterruptedException {
    int quality = Parameter.whole("quality", qualityText, 1, 100, USUAL_QUALITY);
    int width = Parameter.whole("width", widthText, SMALLEST_WIDTH, LARGEST_WIDTH, LARGEST_WIDTH);
    requireKnown(format);
    Screenshot screen = wake ? sessions.desktop(id).screenshot() : shownWithoutWaking(id);
    EntityTag tag =
        new EntityTag(screen.fingerprint() + "-" + format + "-" + quality + "-" + width);
    Response.ResponseBuilder unchanged = request.evaluatePreconditions(tag);
    if (unchanged != null) {
      return unchanged.tag(tag).header("Cache-Control", "no-cache").build();
    }
    Screenshot picture = screen.scaledToWidth(width);
    Response.ResponseBuilder answer =
        format.equals("png")
            ? Response.ok(picture.png(), "image/png")
            : Response.ok(picture.jpeg(quality), "image/jpeg");
    return answer.tag(tag).header("Cache-Control", "no-cache").build();
  }

  private Screenshot shownWithoutWaking(String id) {
    return sessions
        .lastScreenshot(id)
        .orElseThrow(
            () ->
                new DesktopNotReady(
                    id, "the desktop is not awake; leave out wake=false to wake it"));
  }

  private static void requireKnown(String format) {
    if (!format.equals("png") && !format.equals("jpeg")) {
      throw new InvalidField("format", "must be png or jpeg");
    }
  }
}
