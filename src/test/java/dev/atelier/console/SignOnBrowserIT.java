package dev.atelier.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.atelier.RunningProvider;
import dev.atelier.RunningServer;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.openqa.selenium.Keys;

/** People come in by a real provider of OpenID Connect, in a real browser. */
@Timeout(value = 240, unit = TimeUnit.SECONDS)
class SignOnBrowserIT {

  @Test
  void peopleComeInByTheirProviderWithTheRoleOfTheirGroup() {
    RunningProvider provider = RunningProvider.prepared();
    Map<String, String> settings =
        Map.of(
            "OIDC_ISSUER", provider.issuer(),
            "OIDC_CLIENT_ID", "atelier",
            "OIDC_CLIENT_SECRET", RunningProvider.SECRET,
            "OIDC_NAME", "the office account",
            "OIDC_ROLES", "staff=viewer, desks-admin=admin");
    try (RunningServer server = RunningServer.start(settings);
        Chrome chrome = new Chrome(1200, 900);
        provider) {
      LoginPage.open(chrome, server.baseUrl());
      chrome.click("#sign-on");
      assertThat(chrome.see("#sign-on-problem").getText()).contains("cannot be reached");

      provider.startFor(server);
      // Who has just not answered is not asked again at once.
      await()
          .atMost(Duration.ofSeconds(20))
          .until(
              () -> {
                chrome.open(server.baseUrl() + "/console/sign-in");
                return chrome.address().startsWith(provider.issuer());
              });
      signIn(chrome, "eve");
      assertThat(chrome.see("#sign-on-problem").getText()).contains("may not use this server yet");
      chrome.keepPicture("console-sign-on");

      chrome.forgetCookies();
      LoginPage.open(chrome, server.baseUrl());
      chrome.click("#sign-on");
      signIn(chrome, "olga");
      chrome.see("#new-desktop");
      theProviderIsDescribedAndTested(chrome, server, provider);

      chrome.open(server.baseUrl() + "/console/sign-in/back?state=guessed&code=stolen");
      assertThat(chrome.see("#sign-on-problem").getText()).contains("sign in once more");
      assertThat(server.get("/audit?type=auth.*").text())
          .contains("olga@example.com (sign-on)", "auth.login_failed", "no_role")
          .doesNotContain(RunningProvider.SECRET);
    }
  }

  private static void theProviderIsDescribedAndTested(
      Chrome chrome, RunningServer server, RunningProvider provider) {
    AccessPage access = AccessPage.open(chrome, server.baseUrl()).test("It answers as it should");
    assertThat(chrome.see("#sign-in-provider").getText())
        .contains(provider.issuer(), "the office account", "staff: Watches", "not listed under")
        .contains("everybody else is not let in")
        .doesNotContain(RunningProvider.SECRET);
    chrome.click("#copy-back");
    chrome.untilTrue("document.querySelector('#sign-in-provider .told').innerText === 'Copied'");
    chrome.script("document.querySelector('#sign-in-provider').scrollIntoView()");
    chrome.keepPicture("console-sign-in-provider");
    assertThat(server.get("/system/sign-in").json())
        .containsEntry("configured", true)
        .containsEntry("reachable", true)
        .containsEntry("redirect_uri", server.baseUrl() + "/console/sign-in/back");
    provider.close();
    access.test("Nothing answers at its address");
    assertThat(server.get("/system/sign-in").json())
        .containsEntry("reachable", false)
        .hasEntrySatisfying("problem", told -> assertThat(told.toString()).contains("firewall"));
  }

  private static void signIn(Chrome chrome, String name) {
    chrome.click("input[name=login]");
    chrome.type(name);
    chrome.click("input[name=password]");
    chrome.type("any", Keys.ENTER);
    chrome.click("button[type=submit]");
  }
}
