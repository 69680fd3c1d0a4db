package dev.atelier.desktop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SiteTest {
  @Test
  void whatPeopleWriteBecomesOneSpelling() {
    assertThat(Site.parse(" Example.COM ").text()).isEqualTo("example.com");
    assertThat(Site.parse(".example.com.").text()).isEqualTo(".example.com");
    assertThat(Site.parse("bücher.example").text()).isEqualTo("xn--bcher-kva.example");
    assertThat(Site.parse("localhost").text()).isEqualTo("localhost");
  }

  @Test
  void whatIsNoNameIsRefused() {
    for (String wrong :
        List.of(
            "",
            ".",
            "..",
            "a..b",
            "*.example.com",
            "https://example.com",
            "example.com/x",
            "example.com:443",
            "exa mple.com",
            "a\"b.com",
            "a\nb",
            "-a.com.",
            "x".repeat(64))) {
      assertThatThrownBy(() -> Site.parse(wrong))
          .as(wrong)
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void anAddressIsNoSite() {
    for (String address : List.of("10.0.0.1", "127.1", "2130706433", "0x7f.1", "[::1]", "::1")) {
      assertThatThrownBy(() -> Site.parse(address))
          .as(address)
          .isInstanceOf(IllegalArgumentException.class);
    }
    assertThatThrownBy(() -> Site.parse("10.0.0.1")).hasMessageContaining("EGRESS_ALLOW");
  }

  @Test
  void aListHasEachSiteOnceAndAnEnd() {
    Site site = new Site("example.com");
    assertThat(new EgressRule(EgressMode.ALLOWLIST, List.of(site, site)).allow()).hasSize(1);
    List<Site> many =
        IntStream.rangeClosed(0, EgressRule.MOST_SITES).mapToObj(n -> new Site("s" + n)).toList();
    assertThatThrownBy(() -> new EgressRule(EgressMode.ALLOWLIST, many))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aWrongSettingIsNamed() {
    assertThatThrownBy(() -> new EgressPolicy("closed", Optional.empty(), "80"))
        .hasMessageStartingWith("EGRESS: is open, internet, allowlist");
    assertThatThrownBy(() -> EgressPolicy.of(EgressMode.INTERNET, "10.0.0.0/8,http://x"))
        .hasMessageStartingWith("EGRESS_ALLOW: ");
    assertThatThrownBy(() -> new EgressPolicy("internet", Optional.empty(), "80,0"))
        .hasMessage("EGRESS_PORTS: “0” is no port");
    assertThat(
            EgressPolicy.of(
                    EgressMode.INTERNET, "10.1.2.3:8080, [fd00::1]:80,fd00::/8,.Example.com")
                .allow())
        .containsExactly("10.1.2.3:8080", "[fd00::1]:80", "fd00::/8", ".example.com");
  }
}
