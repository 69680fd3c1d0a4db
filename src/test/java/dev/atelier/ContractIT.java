package dev.atelier;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.util.List;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.importer.ZipImporter;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * What the contract promises to whoever calls with mistakes, or without a token: a file for each
 * part of it, and one server for all.
 */
@ExtendWith(ArquillianExtension.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ContractIT
    implements RequestsContract,
        SessionsContract,
        TasksContract,
        ReplayContract,
        ActionsContract,
        ControlContract,
        AccessContract,
        RolesContract,
        EventsContract,
        TicketsContract,
        EgressContract,
        SingleContract,
        SmokeContract,
        McpContract,
        FilesContract,
        RecipesContract,
        SchedulesContract,
        OpenApiContract,
        FuzzContract,
        WebhooksContract,
        SecretsContract,
        AuditContract,
        CostsContract,
        SystemContract,
        SignInContract {
  private static String session = "";
  private static DocumentedAnswers documented;

  @ArquillianResource private URL server;

  private Client anybody;
  private Client caller;

  @Deployment(testable = false)
  static WebArchive server() {
    return ShrinkWrap.create(ZipImporter.class, "ROOT.war")
        .importFrom(new File("target/ROOT.war"))
        .as(WebArchive.class);
  }

  @BeforeEach
  void makeADesktop() throws IOException {
    URI root = URI.create("http://" + server.getHost() + ":" + server.getPort());
    if (documented == null) {
      documented =
          new DocumentedAnswers(new Client(root, List.of()).get("/openapi?format=json").text());
    }
    anybody = new Client(root, List.of()).toldTo(documented);
    caller = anybody.with("Authorization", "Bearer " + TOKEN);
    if (session.isEmpty()) {
      // What a run that was broken off left behind.
      caller
          .get("/sessions")
          .list("items")
          .forEach(
              left -> caller.json("DELETE", "/sessions/" + left.get("id") + "?purge=true", ""));
      Answer made = caller.json("POST", "/sessions?wait=ready", "{\"label\":\"Contract\"}");
      assertThat(made.status()).as(made.text()).isEqualTo(201);
      session = "/sessions/" + made.text("id");
    }
  }

  @Override
  public DocumentedAnswers documented() {
    return documented;
  }

  @Override
  public String baseUrl() {
    return server.toString().replaceFirst("/$", "");
  }

  @Override
  public String session() {
    return session;
  }

  @Override
  public Client caller() {
    return caller;
  }

  @Override
  public Client anybody() {
    return anybody;
  }
}
