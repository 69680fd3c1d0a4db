package dev.atelier.console;

import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.annotation.WebListener;

/**
 * Hands the folders of the web root to the container's own file servlet, beside JAX-RS at {@code
 * /}.
 */
@WebListener
public class WebRoot implements ServletContextListener {

  @Override
  public void contextInitialized(ServletContextEvent event) {
    // web.xml cannot name the container's servlet; adding mappings to it here can.
    event
        .getServletContext()
        .getServletRegistration("default")
        .addMapping("/live/*", "/novnc/*", "/assets/*");
  }
}
