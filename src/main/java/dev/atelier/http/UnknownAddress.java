package dev.atelier.http;

/** An address names something in a way in which nothing is named. */
final class UnknownAddress extends RuntimeException {
  private static final long serialVersionUID = 1L;

  UnknownAddress() {
    super(ErrorPage.detail(404));
  }
}
