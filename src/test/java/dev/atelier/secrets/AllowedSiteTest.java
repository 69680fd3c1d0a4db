package dev.atelier.secrets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AllowedSiteTest {
  private static final AllowedSite BANK = AllowedSite.parse("bank.example");

  @Test
  void whatPeopleWriteIsHttpsUnlessTheySayOtherwise() {
    assertThat(BANK).hasToString("https://bank.example");
    assertThat(AllowedSite.parse("HTTPS://Bank.Example/")).isEqualTo(BANK);
    assertThat(AllowedSite.parse("https://bank.example:443")).isEqualTo(BANK);
    assertThat(AllowedSite.parse("http://intranet:8080")).hasToString("http://intranet:8080");
    assertThat(AllowedSite.parse(".bank.example")).hasToString("https://.bank.example");
    assertThat(AllowedSite.parse("bücher.example")).hasToString("https://xn--bcher-kva.example");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "https://bank.example/login",
        "ftp://bank.example",
        "https://user@bank.example",
        "https://1.2.3.4",
        "bank.example:0",
        "bank.example:99999",
        "two words",
        "*"
      })
  void whatIsNoSiteIsRefused(String written) {
    assertThatThrownBy(() -> AllowedSite.parse(written))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://bank.example",
        "https://bank.example/",
        "https://bank.example/login?next=https://evil.example",
        "https://bank.example:443/#top",
        "https://BANK.example/",
        "https://bank.example./"
      })
  void pagesOfTheSiteAreTold(String address) {
    assertThat(BANK.holds(address)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://bank.example/",
        "https://bank.example.evil.example/",
        "https://evilbank.example/",
        "https://www.bank.example/",
        "https://bank.example@evil.example/",
        "https://bank.example:443@evil.example/",
        "https://bank.example:444/",
        "https://bank.example\\@evil.example/",
        "https://evil.example/https://bank.example/",
        "https://evil.example?https://bank.example/",
        "https://xn--bnk-5cd.example/",
        "https://bаnk.example/",
        "file:///home/operator/bank.example",
        "data:text/html,https://bank.example",
        "blob:https://bank.example/1",
        "about:srcdoc",
        "moz-extension://bank.example/",
        "view-source:https://bank.example/",
        "unknown:",
        " https://bank.example/",
        "https:// bank.example/",
        ""
      })
  void pagesOfOtherSitesAreTold(String address) {
    assertThat(BANK.holds(address)).isFalse();
  }

  @Test
  void aDotInFrontTakesInWhatIsBelow() {
    AllowedSite below = AllowedSite.parse(".bank.example");

    assertThat(below.holds("https://bank.example/")).isTrue();
    assertThat(below.holds("https://login.eu.bank.example/")).isTrue();
    assertThat(below.holds("https://evilbank.example/")).isFalse();
    assertThat(below.holds("https://bank.example.evil.example/")).isFalse();
  }
}
