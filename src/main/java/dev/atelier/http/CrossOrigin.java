package dev.atelier.http;

import dev.atelier.identity.Origins;
import jakarta.inject.Inject;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * Lets pages of listed origins use the API from a browser (CORS). Comes before anybody asks who is
 * calling: a browser's preflight carries no token, and a refusal must be readable too.
 */
public class CrossOrigin extends HttpFilter {
  private static final long serialVersionUID = 1L;

  private static final String METHODS = "GET, HEAD, POST, PUT, PATCH, DELETE";
  private static final String REQUEST_HEADERS =
      "Authorization, Content-Type, Last-Event-ID, If-None-Match, If-Match, If-Modified-Since,"
          + " Range, If-Range, Content-Range, Repr-Digest, Upload-Key, Atelier-Ticket, Cache-Control, Mcp-Session-Id, Mcp-Protocol-Version";
  private static final String ANSWER_HEADERS =
      "ETag, Location, Retry-After, WWW-Authenticate, Allow, Content-Disposition, Content-Range,"
          + " Accept-Ranges, Last-Modified, Mcp-Session-Id";
  private static final String TEN_MINUTES = "600";

  @Inject private transient Origins origins;

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    Place place = Place.of(request);
    if (place != Place.API) {
      if (place != Place.CONSOLE) {
        // Files that hold nothing of anybody's. In a sandboxed frame even the live page's own
        // scripts come from elsewhere.
        response.setHeader("Access-Control-Allow-Origin", "*");
      }
      chain.doFilter(request, response);
      return;
    }
    response.addHeader("Vary", "Origin");
    boolean listed = origins.listed(request);
    if (listed) {
      response.setHeader("Access-Control-Allow-Origin", request.getHeader("Origin"));
      response.setHeader("Access-Control-Allow-Credentials", "true");
      response.setHeader("Access-Control-Expose-Headers", ANSWER_HEADERS);
    }
    if (!isPreflight(request)) {
      chain.doFilter(request, response);
    } else if (listed) {
      allow(response);
    } else {
      refuse(response);
    }
  }

  private static boolean isPreflight(HttpServletRequest request) {
    return request.getMethod().equals("OPTIONS")
        && request.getHeader("Origin") != null
        && request.getHeader("Access-Control-Request-Method") != null;
  }

  private static void allow(HttpServletResponse response) {
    response.setHeader("Access-Control-Allow-Methods", METHODS);
    response.setHeader("Access-Control-Allow-Headers", REQUEST_HEADERS);
    response.setHeader("Access-Control-Max-Age", TEN_MINUTES);
    response.setStatus(HttpServletResponse.SC_NO_CONTENT);
  }

  private static void refuse(HttpServletResponse response) throws IOException {
    response.setStatus(HttpServletResponse.SC_FORBIDDEN);
    response.setContentType(Problem.MEDIA_TYPE);
    response.setCharacterEncoding("UTF-8");
    response.getWriter().write(Problem.of(403, Origins.REFUSAL).json());
  }
}
