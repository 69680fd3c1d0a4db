package dev.atelier.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TargetsTest {
  private final Targets targets = new Targets("false");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "127.0.0.1",
        "127.255.1.2",
        "0.0.0.0",
        "10.1.2.3",
        "172.16.0.1",
        "172.31.255.255",
        "192.168.1.1",
        "169.254.169.254",
        "100.64.0.1",
        "168.63.129.16",
        "100.127.255.255",
        "192.0.2.1",
        "198.18.0.1",
        "224.0.0.1",
        "240.0.0.1",
        "255.255.255.255",
        "[::1]",
        "[::]",
        "[::ffff:127.0.0.1]",
        "[::ffff:a00:1]",
        "[::127.0.0.1]",
        "[64:ff9b::7f00:1]",
        "[64:ff9b:1::a00:1]",
        "[2002:7f00:1::]",
        "[2001::1]",
        "[2001:db8::1]",
        "[fc00::1]",
        "[fd00:ec2::254]",
        "[fe80::1]",
        "[fec0::1]",
        "[ff02::1]",
        "[100::1]",
        "localhost"
      })
  void whatIsNotOfTheInternetIsNotTold(String host) throws Exception {
    URI url = targets.read("https://" + host + ":8443/hook");
    assertThatThrownBy(() -> targets.addresses(url))
        .as(host)
        .isInstanceOf(Targets.Refused.class)
        .hasMessageContaining("ATELIER_WEBHOOK_ALLOW_PRIVATE");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1.1.1.1",
        "172.15.255.255",
        "172.32.0.1",
        "100.63.255.255",
        "100.128.0.1",
        "192.167.1.1",
        "223.255.255.255",
        "[2606:4700::1111]",
        "[2a00:1450:4001::1]"
      })
  void whatIsOfTheInternetIsTold(String host) throws Exception {
    URI url = targets.read("http://" + host + "/");
    assertThatCode(() -> targets.addresses(url)).as(host).doesNotThrowAnyException();
  }

  @Test
  void aNameThatLeadsToAPrivateAddressAsWellAsAPublicOneIsNotTold() throws Exception {
    Targets rebound =
        new Targets(
            "false",
            host ->
                new InetAddress[] {
                  InetAddress.getByName("1.1.1.1"), InetAddress.getByName("10.0.0.1")
                });
    URI url = rebound.read("https://rebound.example/");
    assertThatThrownBy(() -> rebound.addresses(url)).hasMessageContaining("10.0.0.1");
  }

  @Test
  void ownersMayAllowAllOrSome() throws Exception {
    URI near = targets.read("http://10.1.2.3/");
    URI nearer = targets.read("http://127.0.0.1/");
    assertThat(new Targets(" TRUE ").addresses(nearer)).hasSize(1);
    Targets some = new Targets("10.0.0.0/8, fd00::/8");
    assertThat(some.addresses(near)).hasSize(1);
    assertThatThrownBy(() -> some.addresses(nearer)).isInstanceOf(Targets.Refused.class);
  }

  @Test
  void aWrongSettingIsNamed() {
    assertThatThrownBy(() -> new Targets("yes"))
        .hasMessage("ATELIER_WEBHOOK_ALLOW_PRIVATE: “yes” is not an address or a range");
    assertThatThrownBy(() -> new Targets("10.0.0.0/33"))
        .hasMessageContaining("ATELIER_WEBHOOK_ALLOW_PRIVATE: “10.0.0.0/33” has no size");
  }

  /** Read as numbers by some, and as names by others. */
  @ParameterizedTest
  @ValueSource(strings = {"127.1", "2130706433", "0x7f000001", "localhost."})
  void oddSpellingsOfThisMachineAreNotToldEither(String host) {
    assertThatThrownBy(() -> targets.addresses(targets.read("http://" + host + "/")))
        .isInstanceOfAny(Targets.Refused.class, UnknownHostException.class);
  }

  @Test
  void whatIsNoAddressOfTheWebIsRefusedWithAReason() {
    Map.of(
            "ftp://example.com/", "https://",
            "example.com/hook", "https://",
            "https:///hook", "host",
            "https://user:pass@example.com/", "password",
            "https://example.com/#part", "#",
            "https://example.com:99999/", "host",
            "https://exa mple.com/", "is not an address",
            "https://example.com/\r\nX: y", "is not an address")
        .forEach(
            (text, words) ->
                assertThatThrownBy(() -> targets.read(text))
                    .as(text)
                    .isInstanceOf(Targets.Refused.class)
                    .hasMessageContaining(words));
  }

  @Test
  void lettersOfOtherLanguagesAreWrittenAsTheWebDoes() throws Exception {
    assertThat(targets.read("https://example.com/größe?q=日"))
        .hasToString("https://example.com/gr%C3%B6%C3%9Fe?q=%E6%97%A5");
  }

  @Test
  void aNameThatLeadsNowhereIsSaidToBeUnknown() throws Exception {
    Targets deaf =
        new Targets(
            "false",
            host -> {
              throw new UnknownHostException(host);
            });
    URI url = deaf.read("https://nowhere.example/");
    assertThatThrownBy(() -> deaf.addresses(url)).isInstanceOf(UnknownHostException.class);
  }
}
