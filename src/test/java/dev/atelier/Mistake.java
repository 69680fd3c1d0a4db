package dev.atelier;

import static org.assertj.core.api.Assertions.assertThat;

import org.assertj.core.api.SoftAssertions;

/**
 * A request that the server must refuse, and how.
 *
 * @param field named by the answer; empty where none is at fault
 * @param words that the answer's detail holds
 */
record Mistake(String method, String path, String body, int status, String field, String words) {

  static Mistake of(String method, String path, int status, String words) {
    return new Mistake(method, path, "", status, "", words);
  }

  static Mistake malformed(String method, String path, String body, String words) {
    return new Mistake(method, path, body, 400, "", words);
  }

  static Mistake field(String method, String path, String body, String field) {
    return new Mistake(method, path, body, 422, field, field);
  }

  void isRefused(Client caller, SoftAssertions all) {
    Answer answer = caller.json(method, path, body);
    String what = method + " " + path + " " + shortened(body) + " → " + shortened(answer.text());
    all.assertThat(answer.status()).as(what).isEqualTo(status);
    all.assertThatCode(() -> isAProblem(answer)).as(what).doesNotThrowAnyException();
  }

  private void isAProblem(Answer answer) {
    assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
    assertThat(answer.json()).containsEntry("status", status).containsKeys("type", "title");
    assertThat(answer.text("detail")).containsIgnoringCase(words).doesNotContain("Exception");
    if (!field.isEmpty()) {
      assertThat(answer.json()).containsEntry("field", field);
    }
    if (status == 405) {
      assertThat(answer.header("Allow")).isNotEmpty();
    }
  }

  private static String shortened(String text) {
    return text.substring(0, Math.min(text.length(), 200));
  }
}
