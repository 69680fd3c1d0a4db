package dev.atelier.identity;

import dev.atelier.json.Json;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/** Errors of the doors of this room, as the contract writes them. */
final class Refusal {
  /** What errors are written as. */
  static final String PROBLEM = "application/problem+json";

  private static final Map<Integer, String> TITLES =
      Map.of(401, "Unauthorized", 403, "Forbidden", 404, "Not Found", 429, "Too Many Requests");

  private Refusal() {}

  static String json(int status, String detail) {
    Map<String, Object> problem = new LinkedHashMap<>();
    problem.put("type", "about:blank");
    problem.put("title", TITLES.getOrDefault(status, "Error"));
    problem.put("status", status);
    problem.put("detail", detail);
    return Json.write(problem);
  }

  static void write(HttpServletResponse response, int status, String detail) throws IOException {
    response.setStatus(status);
    response.setContentType(PROBLEM);
    response.setCharacterEncoding("UTF-8");
    response.getWriter().write(json(status, detail));
  }
}
