package dev.atelier.http;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** What the container itself refuses, before any resource sees it, as the contract's error. */
@WebServlet(urlPatterns = ErrorPage.PLACE, asyncSupported = true)
public class ErrorPage extends HttpServlet {
  /** As web.xml names it. */
  static final String PLACE = "/problem";

  private static final long serialVersionUID = 1;

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    int status =
        Optional.ofNullable(request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE))
            .map(Integer.class::cast)
            // So the container's file servlet says of a method that it does not have.
            .map(code -> code == 501 ? 405 : code)
            .orElse(404);
    byte[] body = Problem.of(status, detail(status)).json().getBytes(StandardCharsets.UTF_8);
    response.setStatus(status);
    response.setContentType(Problem.MEDIA_TYPE);
    response.setContentLength(body.length);
    response.getOutputStream().write(body);
  }

  static String detail(int status) {
    return switch (status) {
      case 400 -> "the request is malformed: look at its address and its headers";
      case 404 -> "there is nothing here; /openapi lists what there is";
      case 405 -> "this address does not take that method";
      case 406 -> "this address cannot answer in the form that Accept asks for";
      default ->
          Optional.ofNullable(Response.Status.fromStatusCode(status))
              .map(Response.Status::getReasonPhrase)
              .orElse("this cannot be answered");
    };
  }
}
