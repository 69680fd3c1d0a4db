package dev.atelier.doctor;

/** A model is being tested already. */
public final class TestRunning extends RuntimeException {
  private static final long serialVersionUID = 1L;

  TestRunning(String backend) {
    super("“" + backend + "” is being tested already; wait for what comes of it");
  }
}
