package dev.atelier;

import static dev.atelier.Contract.isProblem;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.io.SequenceInputStream;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;

/** What is promised about files of a desktop's home. */
interface FilesContract extends RolesContract {
  int LARGE = 41 << 20;

  private String files() {
    return session() + "/files";
  }

  private Answer put(String path, BodyPublisher body) {
    return caller().send("PUT", files() + "/" + path, body);
  }

  @Test
  default void aFileIsPutListedGotAndRemovedWhateverItsName() {
    SoftAssertions all = new SoftAssertions();
    for (String name :
        List.of(
            "plain.txt",
            "with%20space",
            "-rf",
            "line%0Abreak",
            "a%3Bb%3Fc%23d+e",
            "%E6%97%A5%E6%9C%AC%20%F0%9F%8E%A8",
            "new/below/it")) {
      Answer put = put(name, BodyPublishers.ofString("in " + name));
      all.assertThat(put.status()).as(name + put.text()).isEqualTo(204);
      Answer got = caller().get(files() + "/" + name);
      all.assertThat(got.text()).as(name).isEqualTo("in " + name);
      all.assertThat(got.header("Content-Disposition")).as(name).startsWith("attachment");
      all.assertThat(got.header("X-Content-Type-Options")).as(name).isEqualTo("nosniff");
      all.assertThat(got.header("Cache-Control")).as(name).isEqualTo("no-store");
    }
    Answer listed = caller().get(files());
    all.assertThat(listed.list("items"))
        .extracting(item -> item.get("name"))
        .contains("plain.txt", "-rf", "line\nbreak", "a;b?c#d+e", "日本 🎨", "new");
    all.assertThat(caller().get(files() + "?dir=new/below").list("items"))
        .singleElement()
        .satisfies(item -> assertThat(item).containsEntry("name", "it").containsEntry("bytes", 15));
    Answer head = caller().send("HEAD", files() + "/plain.txt", BodyPublishers.noBody());
    all.assertThat(head.header("Content-Length")).isEqualTo("12");
    all.assertThat(caller().json("DELETE", files() + "/plain.txt", "").status()).isEqualTo(204);
    isProblem(all, "again", caller().json("DELETE", files() + "/plain.txt", ""), 404);
    isProblem(all, "gone", caller().get(files() + "/plain.txt"), 404);
    isProblem(all, "filled", caller().json("DELETE", files() + "/new", ""), 409);
    all.assertThat(caller().get(session() + "/audit?type=file.*").text())
        .contains("\"file.write\"", "\"file.read\"", "\"file.list\"", "\"path\":\"new/below/it\"");
    all.assertAll();
  }

  @Test
  default void whatLeadsOutOfTheHomeIsRefused() {
    SoftAssertions all = new SoftAssertions();
    for (String path : List.of("/tmp/x", "..%2Fx", "%2e%2e/x", "a//b", "a/", "a;b")) {
      for (String method : List.of("GET", "PUT", "DELETE")) {
        Answer answer = caller().json(method, files() + "/" + path, "");
        all.assertThat(answer.status()).as(method + " " + path + answer.text()).isIn(400, 404);
        all.assertThat(answer.text()).as(method + " " + path).contains("\"detail\":\"");
      }
    }
    for (String dir : List.of("..", "/tmp", "a/../..", "a%00b")) {
      isProblem(all, dir, caller().get(files() + "?dir=" + dir), 400);
    }
    for (String path : List.of("%00", "%FF")) {
      all.assertThat(caller().get(files() + "/" + path).status()).as(path).isIn(400, 404);
    }
    isProblem(all, "the slash", caller().get(files() + "//tmp/x"), 400);
    isProblem(all, "no such", caller().get(files() + "?dir=nowhere"), 404);
    all.assertAll();
  }

  @Test
  default void aLargeFileIsStreamedAndOneTooLargeRefusedHoweverItIsSent() {
    byte[] large = new byte[LARGE];
    new Random(3).nextBytes(large);
    long begin = System.nanoTime();
    Answer put = put("large", BodyPublishers.ofByteArray(large));
    assertThat(put.status()).as(put.text()).isEqualTo(204);
    long written = System.nanoTime();
    assertThat(caller().get(files() + "/large").body()).isEqualTo(large);
    System.out.printf(
        "files: %d MB written in %d ms, read in %d ms%n",
        LARGE >> 20, (written - begin) / 1_000_000, (System.nanoTime() - written) / 1_000_000);
    byte[] tooLarge = new byte[(MOST_UPLOAD_MB << 20) + 1];
    isProblem(put("large", BodyPublishers.ofByteArray(tooLarge)), 413);
    Answer chunked =
        put("large", BodyPublishers.ofInputStream(() -> pieces(MOST_UPLOAD_MB * 16 + 1)));
    isProblem(chunked, 413);
    assertThat(caller().get(files() + "/large").body()).isEqualTo(large);
    caller().json("DELETE", files() + "/large", "");
    assertThat(caller().get(files()).text()).doesNotContain(".upload.");
  }

  private static InputStream pieces(int count) {
    byte[] piece = new byte[1 << 16];
    return new SequenceInputStream(
        Collections.enumeration(
            Collections.nCopies(count, piece).stream()
                .<InputStream>map(java.io.ByteArrayInputStream::new)
                .toList()));
  }
}
