package dev.atelier.identity;

import dev.atelier.Caller;
import dev.atelier.identity.SignOnFailed.Reason;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * {@code /console/sign-in} leads to the provider of single sign-on, which sends people back to
 * {@code /console/sign-in/back}. Who does not get in is told why by the login page.
 */
@WebServlet(name = "sign-on", urlPatterns = SignOn.HERE + "/*")
public class SignOnServlet extends HttpServlet {
  /** In the address of the login page: why somebody did not get in. */
  public static final String PROBLEM = "sign-in";

  private static final Logger LOG = Logger.getLogger(SignOnServlet.class.getName());
  private static final long serialVersionUID = 1L;
  private static final String JOURNEYS = "dev.atelier.sign-on";

  /** So many tabs may be on their way at once. */
  private static final int MOST_JOURNEYS = 5;

  @Inject private transient SignOn signOn;
  @Inject private transient ConsoleLogin login;
  @Inject private transient ClientAddress clients;

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    response.setHeader("Cache-Control", "no-store");
    String below = Optional.ofNullable(request.getPathInfo()).orElse("");
    if (!signOn.offered() || !below.matches("|/|/back")) {
      response.sendError(HttpServletResponse.SC_NOT_FOUND);
      return;
    }
    try {
      if (!below.equals("/back") && isLoggedIn(request)) {
        response.sendRedirect(request.getContextPath() + "/console/");
      } else if (below.equals("/back")) {
        letIn(request);
        response.sendRedirect(request.getContextPath() + "/console/");
      } else {
        response.sendRedirect(signOn.page(setOut(request)).toString());
      }
    } catch (SignOnFailed failed) {
      Reason reason = failed.reason();
      LOG.log(level(reason), "single sign-on failed: " + failed.getMessage());
      if (reason == Reason.NO_ROLE || reason == Reason.INVALID) {
        login.notSignedOn(word(reason), clients.of(request));
      }
      response.sendRedirect(
          request.getContextPath() + "/console/login?" + PROBLEM + "=" + word(reason));
    }
  }

  /** Whoever likes can have those happen. */
  private static Level level(Reason reason) {
    return reason == Reason.STALE || reason == Reason.REFUSED ? Level.FINE : Level.WARNING;
  }

  private static String word(Reason reason) {
    return reason.name().toLowerCase(Locale.ROOT);
  }

  /** Another site's page could send them here, to lose their login. */
  private boolean isLoggedIn(HttpServletRequest request) {
    HttpSession session = request.getSession(false);
    return session != null
        && login.caller(session.getAttribute(ConsoleLogin.SESSION_ATTRIBUTE)).isPresent();
  }

  private SignOn.Journey setOut(HttpServletRequest request) {
    SignOn.Journey journey = signOn.setOut(SignOn.back(request));
    HttpSession session = request.getSession(true);
    synchronized (this) {
      Map<String, SignOn.Journey> journeys = new LinkedHashMap<>(journeys(session));
      journeys.put(journey.state(), journey);
      if (journeys.size() > MOST_JOURNEYS) {
        journeys.remove(journeys.keySet().iterator().next());
      }
      session.setAttribute(JOURNEYS, journeys);
    }
    return journey;
  }

  private void letIn(HttpServletRequest request) throws SignOnFailed {
    HttpSession session = request.getSession(false);
    String state = Optional.ofNullable(request.getParameter("state")).orElse("");
    SignOn.Journey journey = arrived(session, state);
    Map<String, List<String>> answer = new HashMap<>();
    request.getParameterMap().forEach((name, values) -> answer.put(name, Arrays.asList(values)));
    Caller caller = signOn.comesBack(journey, answer);
    // Another session than before, so that nobody can have planted it.
    session.invalidate();
    HttpSession own = request.getSession(true);
    own.setAttribute(ConsoleLogin.SESSION_ATTRIBUTE, login.signedOn(caller, clients.of(request)));
    own.setMaxInactiveInterval((int) ConsoleLogin.STAYS.toSeconds());
  }

  /** Each comes back once. */
  private synchronized SignOn.Journey arrived(HttpSession session, String state)
      throws SignOnFailed {
    Map<String, SignOn.Journey> journeys =
        session == null ? Map.of() : new LinkedHashMap<>(journeys(session));
    if (!journeys.containsKey(state)) {
      throw new SignOnFailed(Reason.STALE, "nobody set out with that from this browser");
    }
    SignOn.Journey journey = journeys.remove(state);
    session.setAttribute(JOURNEYS, journeys);
    return journey;
  }

  @SuppressWarnings("unchecked")
  private static Map<String, SignOn.Journey> journeys(HttpSession session) {
    Object kept = session.getAttribute(JOURNEYS);
    return kept == null ? Map.of() : (Map<String, SignOn.Journey>) kept;
  }
}
