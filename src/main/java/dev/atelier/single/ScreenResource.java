package dev.atelier.single;

import dev.atelier.Role;
import dev.atelier.session.ScreenshotResource;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** {@code GET /screenshot}: what the one desktop's screen shows. */
@Dependent
@Path("/screenshot")
@Produces({"image/png", "image/jpeg"})
@Tag(name = "Single desktop")
public class ScreenResource {
  private final Desk desk;
  private final ScreenshotResource screen;

  @Context private HttpServletRequest request;

  @Inject
  ScreenResource(Desk desk, ScreenshotResource screen) {
    this.desk = desk;
    this.screen = screen;
  }

  @RolesAllowed(Role.MAY_VIEW)
  @GET
  @Operation(summary = "The screen as PNG, or as a small JPEG; 304 while it has not changed")
  public Response screenshot(
      @QueryParam("format") @DefaultValue("png") String format,
      @QueryParam("quality") String quality,
      @QueryParam("width") String width,
      @QueryParam("wake") @DefaultValue("true") boolean wake,
      @Context Request preconditions)
      throws InterruptedException {
    return screen.screenshot(
        desk.desktop(request).id(), format, quality, width, wake, preconditions);
  }
}
