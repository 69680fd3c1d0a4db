package dev.atelier.vision.openai;

import dev.atelier.vision.Decision;
import dev.atelier.vision.wire.Fields;
import dev.atelier.vision.wire.PlainWords;
import dev.atelier.vision.wire.Unintelligible;
import java.util.Map;

/** The functions that end a turn without acting on the screen, and what each is told. */
final class Endings {
  static final String ASK = "ask_for_approval";
  static final String ASK_PERSON = "ask_person";
  static final String GIVE_UP = "give_up";
  static final String FINISH = "finish";

  /** The one parameter of each. */
  static final Map<String, String> PARAMETERS =
      Map.of(ASK, "question", ASK_PERSON, "question", GIVE_UP, "reason", FINISH, "summary");

  static final Map<String, String> PURPOSES =
      Map.of(
          ASK, "Ask the person before doing something; say exactly what.",
          ASK_PERSON,
              "Ask the person for what only they can give: a login, a code, a puzzle that tells people"
                  + " from machines, missing information, a choice that is theirs.",
          GIVE_UP, "End the work when the goal cannot be reached; say why.",
          FINISH, "End the work when the goal is reached, with the answer or a short summary.");

  private Endings() {}

  static boolean isOne(String function) {
    return PARAMETERS.containsKey(function);
  }

  /**
   * @param arguments as JSON
   */
  static Decision read(String function, String arguments) {
    if (!isOne(function)) {
      throw new Unintelligible("there is no function “" + PlainWords.quote(function) + "”");
    }
    Fields fields = Fields.parse("the arguments of " + function, arguments);
    String words = fields.text(PARAMETERS.get(function)).strip();
    fields.refuseUnread();
    if (words.isEmpty()) {
      throw fields.wrong(PARAMETERS.get(function), "is empty");
    }
    return switch (function) {
      case ASK -> new Decision.AskForApproval(words);
      case ASK_PERSON -> new Decision.AskPerson(words);
      case GIVE_UP -> new Decision.GiveUp(words);
      default -> new Decision.Finish(words);
    };
  }
}
