package dev.atelier.http;

import dev.atelier.json.Json;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/** An error as RFC 9457 writes it, with a {@code detail} that a person can act on. */
public record Problem(int status, String detail, Map<String, Object> more) {
  public static final String MEDIA_TYPE = "application/problem+json";

  public static Problem of(int status, String detail) {
    return new Problem(status, detail, Map.of());
  }

  public static Problem of(int status, String detail, String member, Object value) {
    return new Problem(status, detail, Map.of(member, value));
  }

  public String json() {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("type", "about:blank");
    body.put("title", title());
    body.put("status", status);
    body.put("detail", detail);
    body.putAll(more);
    return Json.write(body);
  }

  Response response() {
    return Response.status(status).type(MEDIA_TYPE).entity(json()).build();
  }

  void write(HttpServletResponse response) throws IOException {
    response.setStatus(status);
    response.setContentType(MEDIA_TYPE);
    response.setCharacterEncoding("UTF-8");
    response.getWriter().write(json());
  }

  private String title() {
    Response.Status known = Response.Status.fromStatusCode(status);
    return known == null
        ? (status == 422 ? "Unprocessable Content" : "Error")
        : known.getReasonPhrase();
  }
}
