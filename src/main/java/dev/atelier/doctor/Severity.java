package dev.atelier.doctor;

/** How much a finding matters, the least first. */
public enum Severity {
  OK,
  NOTICE,
  WARNING,
  PROBLEM
}
