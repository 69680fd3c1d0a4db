package dev.atelier.vision.anthropic;

import dev.atelier.vision.wire.Tokens;
import dev.langchain4j.data.message.Content;
import dev.langchain4j.data.message.TextContent;

/** Text as it is sent; never blank, as the API refuses that. */
record Words(String text) implements Block {
  Words {
    text = text.isBlank() ? "(nothing)" : text;
  }

  @Override
  public long tokens() {
    return Tokens.atMost(text);
  }

  @Override
  public Content asContent() {
    return TextContent.from(text);
  }
}
