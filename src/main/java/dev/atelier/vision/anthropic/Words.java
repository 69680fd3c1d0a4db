package dev.atelier.vision.anthropic;

import dev.langchain4j.data.message.Content;
import dev.langchain4j.data.message.TextContent;

/** Text as it is sent; never blank, as the API refuses that. */
record Words(String text) implements Block {
  private static final int CHARACTERS_PER_TOKEN = 3;

  Words {
    text = text.isBlank() ? "(nothing)" : text;
  }

  static long tokens(String text) {
    return ((long) text.length() + CHARACTERS_PER_TOKEN - 1) / CHARACTERS_PER_TOKEN;
  }

  @Override
  public long tokens() {
    return tokens(text);
  }

  @Override
  public Content asContent() {
    return TextContent.from(text);
  }
}
