package dev.atelier.vision.wire;

import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.Content;
import dev.langchain4j.data.message.ImageContent;
import dev.langchain4j.data.message.TextContent;
import dev.langchain4j.data.message.UserMessage;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** What was said in an exchange, of which only the last pictures are kept. Used by one thread. */
public final class Transcript {
  private static final TextContent LEFT_OUT = TextContent.from("(an earlier picture)");

  private final int mostPictures;
  private final List<ChatMessage> messages = new ArrayList<>();

  public Transcript(int mostPictures) {
    this.mostPictures = mostPictures;
  }

  /** Adds a message, and forgets pictures that are too many. */
  public void add(ChatMessage message) {
    messages.add(message);
    int left = mostPictures;
    for (int at = messages.size() - 1; at >= 0; at--) {
      if (messages.get(at) instanceof UserMessage user) {
        left = forgetBeyond(left, at, user);
      }
    }
  }

  private int forgetBeyond(int most, int at, UserMessage user) {
    int left = most;
    List<Content> kept = new ArrayList<>();
    for (int n = user.contents().size() - 1; n >= 0; n--) {
      Content content = user.contents().get(n);
      boolean tooOld = content instanceof ImageContent && left-- <= 0;
      kept.add(tooOld ? LEFT_OUT : content);
    }
    Collections.reverse(kept);
    if (!kept.equals(user.contents())) {
      messages.set(at, UserMessage.from(kept));
    }
    return Math.max(0, left);
  }

  /** Everything that is still known, in order. */
  public List<ChatMessage> messages() {
    return List.copyOf(messages);
  }
}
