package dev.atelier.recipe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.atelier.json.InvalidField;
import dev.atelier.json.MalformedBody;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class RecipeYamlTest {
  private static RecipeDraft draft(String goal, Map<String, String> example) {
    return new RecipeDraft("Weather", "", goal, Optional.of("recipe"), example, false);
  }

  @Test
  void aFileIsReadByPeople() {
    assertThat(
            RecipeYaml.write(
                new RecipeDraft(
                    "Weather",
                    "Looks it up",
                    "open Firefox\ngo to https://w.example/{{city}}",
                    Optional.of("recipe"),
                    Map.of("city", "Vienna"),
                    true)))
        .isEqualTo(
            """
            name: "Weather"
            description: "Looks it up"
            backend: "recipe"
            goal: |-
              open Firefox
              go to https://w.example/{{city}}
            example:
              city: "Vienna"
            """);
  }

  @Test
  void whatIsWrittenIsReadBackWhateverItHolds() {
    for (String nasty :
        List.of(
            "a: b # c",
            "line one \nline two\n\n  indented\n\ttabbed",
            "  begins with room",
            "yes",
            "0123",
            "1e3",
            "null",
            "- a\n- b",
            "quote \" and ' and \\ and %",
            "🦊 日本 é \u0085 \u2028 end",
            "!tag &anchor *alias",
            "---\nname: other\n...",
            "a\r\nb\rc",
            "x".repeat(1900))) {
      RecipeDraft before =
          draft(
              "do {{x}} " + nasty + " .",
              Map.of("x", nasty.substring(0, Math.min(400, nasty.length()))));
      assertThat(RecipeYaml.read(RecipeYaml.write(before))).as(nasty).isEqualTo(before);
    }
  }

  @Test
  void whoeverReadsAFileInSaysWhetherItIsShared() {
    assertThat(RecipeYaml.read("name: A\ngoal: open Files").shared()).isFalse();
    assertThat(RecipeYaml.read("name: A\ngoal: open Files\nshared: true").shared()).isTrue();
  }

  @Test
  void aFileThatWouldGrowOrMakeThingsIsRefused() {
    for (String bomb :
        List.of(
            "a: &a [x,x]\nb: &b [*a,*a]\nname: *b",
            "name: &n A\ngoal: *n",
            "name: !!javax.script.ScriptEngineManager [x]\ngoal: open Files",
            "name: !!str A\ngoal: open Files",
            "base: &b {name: A}\n<<: *b\ngoal: open Files",
            "name: " + "[".repeat(5000),
            "name: A\ngoal: " + "x".repeat(200_000),
            "name: A\nname: B\ngoal: open Files",
            "name: A\ngoal: open Files\n---\nname: B\ngoal: open Files",
            "- name: A",
            "just words",
            "",
            "name: [\n",
            "\u0000")) {
      assertThatThrownBy(() -> RecipeYaml.read(bomb))
          .as(bomb.substring(0, Math.min(60, bomb.length())))
          .isInstanceOf(MalformedBody.class);
    }
  }

  @Test
  void aWrongFieldIsNamed() {
    for (String[] wrong :
        new String[][] {
          {"goal: open Files", "name"},
          {"name: A", "goal"},
          {"name: A\ngoal: open Files\nowner: eve", "owner"},
          {"name: 7\ngoal: open Files", "name"},
          {"name: A\ngoal: open {{f}}\nexample: {g: x}", "example.g"},
          {"name: A\ngoal: open {{f}}\nexample: {f: 7}", "f"},
        }) {
      assertThatThrownBy(() -> RecipeYaml.read(wrong[0]))
          .isInstanceOfSatisfying(
              InvalidField.class, refused -> assertThat(refused.field()).isEqualTo(wrong[1]));
    }
  }
}
