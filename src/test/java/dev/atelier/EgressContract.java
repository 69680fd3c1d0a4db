package dev.atelier;

import static dev.atelier.Contract.isProblem;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What is promised about what desktops reach. */
interface EgressContract extends Contract {

  @Test
  default void whatADesktopReachesIsSaidAndOnRecord() {
    String place = session() + "/egress";
    assertThat(caller().get(place).text("mode")).isIn("internet", "allowlist");
    String list = "{\"mode\":\"allowlist\",\"allow\":[\"Example.com\"]}";
    Answer set = caller().json("PUT", place, list);
    assertThat(set.status()).as(set.text()).isEqualTo(200);
    Answer more = caller().json("POST", place + "/allow", "{\"site\":\".example.org\"}");
    assertThat(more.json().get("allow")).isEqualTo(List.of(".example.org", "example.com"));
    assertThat(caller().get(place).text("mode")).isEqualTo("allowlist");
    assertThat(caller().get(place).json()).doesNotContainKey("problem");
    assertThat(caller().get(session() + "/audit?type=session.egress_changed").text())
        .contains("\"allow\":[\".example.org\",\"example.com\"]");
    assertThat(caller().get(place + "/denials").list("items")).isEmpty();
    isProblem(caller().json("PUT", place, "{\"mode\":\"open\"}"), 422);
    isProblem(caller().json("PUT", place, "{\"mode\":\"internet\",\"allow\":[\"10.0.0.1\"]}"), 422);
    isProblem(caller().json("POST", place + "/allow", "{\"site\":\"https://x\"}"), 422);
    isProblem(caller().get(NOBODY + "/egress"), 404);
    assertThat(caller().json("PUT", place, "{\"mode\":\"internet\",\"allow\":[]}").status())
        .isEqualTo(200);
  }
}
