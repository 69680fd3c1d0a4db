package dev.atelier.vision.wire;

import dev.langchain4j.exception.HttpException;

/** A refusal behind which the model may have worked, such as that of a gateway that waited. */
final class OwedRefusal extends HttpException {
  private static final long serialVersionUID = 1L;

  OwedRefusal(int status, String said) {
    super(status, said);
  }
}
