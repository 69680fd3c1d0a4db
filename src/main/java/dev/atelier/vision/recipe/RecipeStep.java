package dev.atelier.vision.recipe;

import dev.atelier.vision.StepReader.Written;

/** One written step. Immutable; its state is in the {@link Scene} it is shown. */
sealed interface RecipeStep
    permits OpenProgram,
        GoToAddress,
        ClickPlace,
        TypeText,
        FillSecret,
        PressKeys,
        HoldKeys,
        Pause,
        WaitForWords,
        WaitForQuiet,
        ScrollPage,
        MovePointer,
        DragToPlace,
        ReadWords,
        CheckWords,
        TakePicture,
        AskThePerson {

  /** What it does, in the past tense, for the summary: {@code opened Firefox}. */
  String past();

  /** What it does, for whoever reads it before it is followed. */
  Written written();

  /** The next thing to do; asked again only after a move that wants it. */
  Move next(Scene scene) throws InterruptedException;
}
