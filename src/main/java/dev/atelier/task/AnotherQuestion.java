package dev.atelier.task;

/** An answer was meant for another question than the one a task asks now. */
public final class AnotherQuestion extends RuntimeException {
  private static final long serialVersionUID = 1L;

  AnotherQuestion(String taskId, int meant, int asked) {
    super(
        "%s asks something else by now: the answer is for step %d, the question is step %d; read it, and answer that"
            .formatted(taskId, meant, asked));
  }
}
