package dev.atelier.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonBodyTest {

  @ParameterizedTest
  @ValueSource(strings = {"{", "{\"a\":}", "nonsense", "{'a':1}", "{\"a\":1} trailing"})
  void whatIsNotJsonIsMalformed(String text) {
    assertThatThrownBy(() -> JsonBody.parse(text))
        .isInstanceOf(MalformedBody.class)
        .hasMessageStartingWith("the body is not JSON");
  }

  @ParameterizedTest
  @ValueSource(strings = {"[]", "\"text\"", "5", "null", "true"})
  void whatIsNotAnObjectIsMalformed(String text) {
    assertThatThrownBy(() -> JsonBody.parse(text))
        .isInstanceOf(MalformedBody.class)
        .hasMessageStartingWith("the body must be a JSON object");
  }

  @Test
  void aBodyThatNamesAFieldTwiceIsMalformed() {
    assertThatThrownBy(() -> JsonBody.parse("{\"label\":\"a\",\"label\":\"b\"}"))
        .isInstanceOf(MalformedBody.class)
        .hasMessageContaining("label");
  }

  @Test
  void endlessNestingIsMalformedAndNoOverflow() {
    assertThatThrownBy(() -> JsonBody.parse("{\"a\":" + "[".repeat(100_000)))
        .isInstanceOf(MalformedBody.class);
  }

  @Test
  void anEmptyBodyIsAnEmptyObject() {
    assertThat(JsonBody.parse(null).text("a", 0, 9)).isEmpty();
    assertThat(JsonBody.parse(" \n").text("a", 0, 9)).isEmpty();
  }

  @Test
  void textIsReadAsItWasWritten() {
    assertThat(body("{\"a\":\" Grüße \"}").text("a", 1, 10)).contains(" Grüße ");
  }

  @Test
  void lengthsAreCountedInCharactersAsPeopleCountThem() {
    assertThat(body("{\"a\":\"☕😀😀\"}").text("a", 1, 3)).isPresent();
    assertInvalid(() -> body("{\"a\":\"☕😀😀\"}").text("a", 1, 2), "a", "1 to 2 characters");
  }

  @Test
  void blanksDoNotMakeUpForMissingText() {
    assertInvalid(() -> body("{\"a\":\"   x  \"}").text("a", 2, 9), "a", "2 to 9 characters");
  }

  @Test
  void textOfAnotherKindIsRefused() {
    assertInvalid(() -> body("{\"a\":5}").text("a", 0, 9), "a", "must be text");
  }

  @Test
  void textWithCharactersThatNoDatabaseKeepsIsRefused() {
    assertInvalid(() -> body("{\"a\":\"x\\u0000y\"}").text("a", 0, 9), "a", "character");
    assertInvalid(() -> body("{\"a\":\"x\\ud800y\"}").text("a", 0, 9), "a", "character");
  }

  @Test
  void aMissingFieldIsNamed() {
    assertInvalid(() -> body("{}").requiredText("label", 1, 9), "label", "is missing");
    assertInvalid(
        () -> body("{\"label\":null}").requiredText("label", 1, 9), "label", "is missing");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "11", "1.5", "\"5\"", "true", "1e99", "99999999999999999999", "[]"})
  void aWholeNumberOutOfItsRangeIsRefused(String value) {
    assertInvalid(
        () -> body("{\"n\":" + value + "}").whole("n", 1, 10),
        "n",
        "must be a whole number from 1 to 10");
  }

  @Test
  void aWholeNumberWithinItsRangeIsRead() {
    assertThat(body("{\"n\":10}").whole("n", 1, 10)).contains(10);
    assertThat(body("{}").whole("n", 1, 10)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"-0.01", "100.01", "\"5\"", "NaN", "1e999999999", "1e-999999999"})
  void anAmountOutOfItsRangeIsRefused(String value) {
    assertThatThrownBy(() -> body("{\"n\":" + value + "}").decimal("n", "0", "100"))
        .isInstanceOfAny(InvalidField.class, MalformedBody.class);
  }

  @Test
  void anAmountKeepsItsDigits() {
    assertThat(body("{\"n\":0.10}").decimal("n", "0", "100"))
        .hasValueSatisfying(
            amount -> assertThat(amount).isEqualByComparingTo(new BigDecimal("0.1")));
  }

  @Test
  void fieldsThatNobodyReadAreRefused() {
    JsonBody body = body("{\"label\":\"a\",\"lable\":\"b\"}");
    body.text("label", 1, 9);
    assertInvalid(body::refuseUnread, "lable", "is not a field of this request");
  }

  @Test
  void fieldsThatWereReadAreNotRefused() {
    JsonBody body = body("{\"a\":\"x\",\"b\":1,\"c\":null}");
    body.text("a", 1, 9);
    body.whole("b", 1, 9);
    body.text("c", 1, 9);
    assertThatCode(body::refuseUnread).doesNotThrowAnyException();
  }

  @Test
  void theRestIsHandedOutOnce() {
    JsonBody body = body("{\"a\":\"x\",\"b\":[1,2],\"c\":1.5}");
    body.text("a", 1, 9);
    assertThat(body.rest()).isEqualTo(Map.of("b", List.of(1, 2), "c", new BigDecimal("1.5")));
    assertThat(body.rest()).isEmpty();
    assertThatCode(body::refuseUnread).doesNotThrowAnyException();
  }

  @Test
  void listsHoldObjectsOnlyAndNotTooMany() {
    assertThat(body("{\"l\":[{},{}]}").objects("l", 2).orElseThrow()).hasSize(2);
    assertInvalid(() -> body("{\"l\":[{},{}]}").objects("l", 1), "l", "at most 1");
    assertInvalid(() -> body("{\"l\":[1]}").objects("l", 2), "l", "must hold objects only");
    assertInvalid(() -> body("{\"l\":{}}").objects("l", 2), "l", "must be a list");
    assertInvalid(() -> body("{\"o\":[]}").object("o"), "o", "must be an object");
  }

  private static JsonBody body(String text) {
    return JsonBody.parse(text);
  }

  private static void assertInvalid(ThrowingCallable read, String field, String words) {
    assertThatThrownBy(read)
        .isInstanceOfSatisfying(
            InvalidField.class, wrong -> assertThat(wrong.field()).isEqualTo(field))
        .hasMessageStartingWith(field + " ")
        .hasMessageContaining(words);
  }
}
