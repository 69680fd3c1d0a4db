package dev.atelier.doctor;

/**
 * What a check has found.
 *
 * @param what what is so, in plain words
 * @param why why it matters; empty when all is well
 * @param mend what to do about it; empty when all is well
 */
public record Finding(Severity severity, String what, String why, String mend) {
  static Finding ok(String what) {
    return new Finding(Severity.OK, what, "", "");
  }

  static Finding notice(String what, String why, String mend) {
    return new Finding(Severity.NOTICE, what, why, mend);
  }

  static Finding warning(String what, String why, String mend) {
    return new Finding(Severity.WARNING, what, why, mend);
  }

  static Finding problem(String what, String why, String mend) {
    return new Finding(Severity.PROBLEM, what, why, mend);
  }
}
