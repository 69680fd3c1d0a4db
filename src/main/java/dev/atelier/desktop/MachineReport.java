package dev.atelier.desktop;

import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * How a machine is that desktops run on.
 *
 * @param freeMemoryMb what is free for further desktops; empty when that cannot be told
 * @param load how many processes wanted a processor during the last minute, for each processor;
 *     empty when that cannot be told
 */
public record MachineReport(OptionalLong freeMemoryMb, OptionalDouble load) {
  /** Of one that tells nothing. */
  public static final MachineReport NOTHING =
      new MachineReport(OptionalLong.empty(), OptionalDouble.empty());
}
