package dev.atelier.console;

import com.vaadin.flow.server.ServiceInitEvent;
import com.vaadin.flow.server.VaadinSession;
import com.vaadin.flow.server.communication.IndexHtmlResponse;
import dev.atelier.ScriptNonce;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Optional;

/**
 * Marks the scripts of the console's page as its own, so that the browser runs no others; and says
 * which language it is in.
 */
@ApplicationScoped
public class PageScripts {

  void begin(@Observes ServiceInitEvent event) {
    event.addIndexHtmlRequestListener(PageScripts::mark);
  }

  private static void mark(IndexHtmlResponse page) {
    Optional.ofNullable(VaadinSession.getCurrent())
        .map(VaadinSession::getLocale)
        .ifPresent(locale -> page.getDocument().select("html").attr("lang", locale.getLanguage()));
    if (page.getVaadinRequest().getAttribute(ScriptNonce.ATTRIBUTE) instanceof String nonce) {
      page.getDocument().select("script, link[rel=modulepreload]").attr("nonce", nonce);
    }
  }
}
