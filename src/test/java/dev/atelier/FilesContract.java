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
    assertThat(caller().get(files()).text()).doesNotContain(".atelier-upload.");
  }

  @Test
  default void aPartOfAFileIsGotAndADownloadGoesOnWhereItWasCut() {
    SoftAssertions all = new SoftAssertions();
    String file = files() + "/parts.txt";
    put("parts.txt", BodyPublishers.ofString("0123456789"));
    Answer whole = caller().get(file);
    String tag = whole.header("ETag");
    all.assertThat(whole.header("Accept-Ranges")).isEqualTo("bytes");
    all.assertThat(tag).startsWith("\"");
    Answer rest = caller().with("Range", "bytes=4-").with("If-Range", tag).get(file);
    all.assertThat(rest.status()).isEqualTo(206);
    all.assertThat(rest.text()).isEqualTo("456789");
    all.assertThat(rest.header("Content-Range")).isEqualTo("bytes 4-9/10");
    all.assertThat(caller().with("Range", "bytes=-2").get(file).text()).isEqualTo("89");
    Answer changed = caller().with("Range", "bytes=4-").with("If-Range", "\"old\"").get(file);
    all.assertThat(changed.status()).isEqualTo(200);
    all.assertThat(changed.text()).isEqualTo("0123456789");
    Answer several = caller().with("Range", "bytes=0-1,4-5").get(file);
    all.assertThat(several.status()).isEqualTo(200);
    Answer beyond = caller().with("Range", "bytes=10-").get(file);
    isProblem(all, "beyond", beyond, 416);
    all.assertThat(beyond.header("Content-Range")).isEqualTo("bytes */10");
    all.assertThat(caller().with("If-None-Match", tag).get(file).status()).isEqualTo(304);
    put("parts.txt", BodyPublishers.ofString("abcdefghij"));
    Answer other = caller().with("Range", "bytes=4-").with("If-Range", tag).get(file);
    all.assertThat(other.text()).as("another file by now").isEqualTo("abcdefghij");
    all.assertThat(caller().with("If-None-Match", tag).get(file).status()).isEqualTo(200);
    all.assertAll();
  }

  private Answer piece(String path, String range, String content) {
    return caller()
        .with("Content-Range", range)
        .send("PUT", files() + "/" + path, BodyPublishers.ofString(content));
  }

  @Test
  default void anUploadGoesOnWhereItWasCut() {
    SoftAssertions all = new SoftAssertions();
    all.assertThat(piece("up.txt", "bytes */11", "").json())
        .containsEntry("received", 0)
        .containsEntry("total", 11);
    Answer first = piece("up.txt", "bytes 0-4/11", "hello");
    all.assertThat(first.status()).isEqualTo(202);
    all.assertThat(first.json()).containsEntry("received", 5);
    isProblem(all, "not yet", caller().get(files() + "/up.txt"), 404);
    Answer elsewhere = piece("up.txt", "bytes 6-10/11", "world");
    isProblem(all, "a gap", elsewhere, 409);
    all.assertThat(elsewhere.json()).containsEntry("received", 5);
    all.assertThat(piece("up.txt", "bytes */11", "").json()).containsEntry("received", 5);
    Answer last = piece("up.txt", "bytes 5-10/11", " world");
    all.assertThat(last.status()).as(last.text()).isEqualTo(204);
    all.assertThat(caller().get(files() + "/up.txt").text()).isEqualTo("hello world");
    for (String wrong : List.of("bytes 0-4", "bytes 4-0/11", "bytes 0-11/11", "bytes 0-1/11")) {
      isProblem(all, wrong, piece("up.txt", wrong, "hello"), 422);
    }
    long tooLarge = ((long) MOST_UPLOAD_MB << 20) + 1;
    isProblem(all, "too large", piece("up.txt", "bytes 0-4/" + tooLarge, "hello"), 413);
    all.assertAll();
  }

  @Test
  default void aFileIsWrittenOnTermsOnly() {
    SoftAssertions all = new SoftAssertions();
    // The SHA-256 of “hello”.
    String right = "sha-256=:LPJNul+wow4m6DsqxbninhsWHlwfp0JecwQzYpOLmCQ=:";
    String wrong = "sha-256=:" + "A".repeat(43) + "=:";
    String file = files() + "/terms.txt";
    Client digested = caller().with("Repr-Digest", right);
    Answer put = digested.send("PUT", file, BodyPublishers.ofString("hello"));
    all.assertThat(put.status()).as(put.text()).isEqualTo(204);
    isProblem(all, "other", digested.send("PUT", file, BodyPublishers.ofString("hallo")), 422);
    for (String digest : List.of(wrong, "md5=:AAAA:", "sha-256=hello")) {
      Client lying = caller().with("Repr-Digest", digest);
      isProblem(all, digest, lying.send("PUT", file, BodyPublishers.ofString("hello")), 422);
    }
    Client fresh = caller().with("If-None-Match", "*");
    isProblem(all, "there", fresh.send("PUT", file, BodyPublishers.ofString("x")), 412);
    all.assertThat(caller().get(file).text()).isEqualTo("hello");
    Answer second = fresh.send("PUT", files() + "/fresh.txt", BodyPublishers.ofString("x"));
    all.assertThat(second.status()).as(second.text()).isEqualTo(204);
    Client tagged = caller().with("If-None-Match", "\"a\"");
    isProblem(all, "tag", tagged.send("PUT", file, BodyPublishers.ofString("x")), 422);
    all.assertAll();
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
