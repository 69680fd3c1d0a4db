package dev.atelier;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.Consumer;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;

/** What all parts of the contract need: who calls, and about which desktop. */
interface Contract {
  String TOKEN = "contract-test-token";
  String OTHER_TOKEN = "other-contract-token";
  int TASKS_PER_HOUR = 200;
  int MOST_UPLOAD_MB = 48;
  String NOBODY = "/sessions/sess_nobody";

  /** The path of the desktop that the whole run shares. */
  String session();

  /** Somebody with the token. */
  Client caller();

  /** Somebody without. */
  Client anybody();

  /** Methods and paths; {s} is the desktop of this run, {n} one that does not exist. */
  default Stream<String[]> places(String... lines) {
    return Stream.of(lines)
        .map(line -> line.replace("{s}", session()).replace("{n}", NOBODY).split(" ", 2));
  }

  default void check(Stream<Mistake> mistakes) {
    SoftAssertions all = new SoftAssertions();
    mistakes.forEach(mistake -> mistake.isRefused(caller(), all));
    all.assertAll();
  }

  static void isProblem(Answer answer, int status) {
    SoftAssertions all = new SoftAssertions();
    isProblem(all, "", answer, status);
    all.assertAll();
  }

  static void isProblem(SoftAssertions all, String what, Answer answer, int status) {
    all.assertThat(answer.status()).as(what).isEqualTo(status);
    all.assertThat(answer.header("Content-Type")).as(what).startsWith("application/problem+json");
    all.assertThat(answer.text()).as(what).contains("\"detail\":\"");
  }

  /** Does something with the id of a desktop that is there only for it. */
  default void onADesktopOfItsOwn(Consumer<String> work) {
    Answer made = caller().json("POST", "/sessions?wait=ready", "{\"label\":\"Its own\"}");
    assertThat(made.status()).as(made.text()).isEqualTo(201);
    try {
      work.accept(made.text("id"));
    } finally {
      var unused = caller().json("DELETE", "/sessions/" + made.text("id") + "?purge=true", "");
    }
  }

  /** The body that asks for one action. */
  static String act(String verb, String more) {
    return "{\"v\":1,\"action\":\"" + verb + "\"" + (more.isEmpty() ? "" : "," + more) + "}";
  }
}
