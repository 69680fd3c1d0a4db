package dev.atelier.vision.uitars;

import dev.atelier.vision.Fillable;

/** The prompt that the model was trained with: what an answer looks like and what it may do. */
final class Grammar {
  private static final String PROMPT =
      """
      You are a GUI agent. You are given a task and your action history, with screenshots. You need to perform the \
      next action to complete the task.

      ## Output Format
      ```
      Thought: ...
      Action: ...
      ```

      ## Action Space
      click(start_box='(x,y)')
      left_double(start_box='(x,y)')
      right_single(start_box='(x,y)')
      drag(start_box='(x,y)', end_box='(x,y)')
      hotkey(key='ctrl c') # Split keys with a space and use lowercase.
      type(content='xxx') # Use escape characters \\', \\" and \\n in content. To submit your input, use \\n at the end.
      scroll(start_box='(x,y)', direction='down or up or right or left')
      wait() # Sleep for 5s and take a screenshot to check for any changes.
      finished(content='xxx') # The goal is reached, or cannot be reached: a short summary.
      call_user(content='xxx') # Ask the person for approval before you do something, or for what only they can give, such as a login or a code; say what exactly.

      ## Note
      - Write a small plan and finally summarize your next action (with its target element) in one sentence in Thought.
      - finished and call_user stand alone.

      ## User Instruction
      """;

  private static final String WAIT = "wait() #";
  private static final String FILL =
      "fill(secret='name', start_box='(x,y)') # " + Fillable.PURPOSE + "\n";

  private Grammar() {}

  /**
   * @param mayFill whether there is a secret to fill in
   */
  static String with(String goal, boolean mayFill) {
    return (mayFill ? PROMPT.replace(WAIT, FILL + WAIT) : PROMPT) + goal;
  }
}
