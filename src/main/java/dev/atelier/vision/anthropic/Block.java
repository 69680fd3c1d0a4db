package dev.atelier.vision.anthropic;

import dev.langchain4j.data.message.Content;

/** A piece of what is told to the model. */
sealed interface Block permits Words, Picture {

  /** What it costs at most. */
  long tokens();

  Content asContent();
}
