package dev.atelier.desktop.local;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * All processes of one desktop: those that descend from its first one, and those that have left the
 * family but still carry its name in their environment.
 */
final class ProcessTree {
  /** The environment variable that names the desktop's directory. */
  static final String BELONGS_TO = "ATELIER_DESKTOP";

  private static final int MOST_ROUNDS = 20;

  private final ProcessHandle leader;

  private ProcessTree(Optional<ProcessHandle> leader) {
    this.leader = leader.orElse(null);
  }

  /** Of a process that is known to live. */
  static ProcessTree of(ProcessMark leader) {
    return new ProcessTree(ProcessHandle.of(leader.pid()));
  }

  /** Those that descend from the leader, and itself. */
  private List<ProcessHandle> members() {
    List<ProcessHandle> members = new ArrayList<>();
    if (isAlive(leader)) {
      members.add(leader);
      leader.descendants().forEach(members::add);
    }
    return members;
  }

  /** The oldest child of the oldest child, so many generations down. */
  private Optional<ProcessHandle> heir(int generations) {
    Optional<ProcessHandle> heir = Optional.ofNullable(leader);
    for (int n = 0; n < generations; n++) {
      heir = heir.flatMap(one -> one.children().min(Comparator.comparing(ProcessTree::age)));
    }
    return heir;
  }

  /** The dead whom nobody has buried do not count. */
  private static boolean isAlive(ProcessHandle process) {
    return process != null && ProcStat.of(process.pid()).filter(ProcStat::isAlive).isPresent();
  }

  private static long age(ProcessHandle process) {
    return ProcStat.of(process.pid()).map(ProcStat::startTime).orElse(Long.MAX_VALUE);
  }

  /** Asks the desktop's session, so many generations below the leader, to end. */
  void askToEnd(int generations, Duration patience) throws InterruptedException {
    signal("CONT", members());
    heir(generations).ifPresent(ProcessHandle::destroy);
    long end = System.nanoTime() + patience.toNanos();
    while (isAlive(leader) && System.nanoTime() < end) {
      Thread.sleep(10);
    }
  }

  /** Kills all of it; again and again, since the dying may still fork. */
  void kill() throws InterruptedException {
    for (int round = 0; round < MOST_ROUNDS; round++) {
      List<ProcessHandle> members = members();
      members.forEach(ProcessHandle::destroyForcibly);
      if (members.stream().noneMatch(ProcessTree::isAlive)) {
        return;
      }
      Thread.sleep(20);
    }
  }

  /** Freezes all of it; the leader last, whose state stands for the whole. */
  void freeze() throws InterruptedException {
    Set<Long> frozen = new HashSet<>();
    for (int round = 0; round < MOST_ROUNDS; round++) {
      List<ProcessHandle> running =
          members().stream()
              .filter(one -> !one.equals(leader) && !frozen.contains(one.pid()))
              .toList();
      if (running.isEmpty()) {
        break;
      }
      signal("STOP", running);
      running.forEach(one -> frozen.add(one.pid()));
    }
    signal("STOP", members().stream().filter(one -> one.equals(leader)).toList());
    awaitFrozen(true);
  }

  void thaw() throws InterruptedException {
    signal("CONT", members());
    awaitFrozen(false);
  }

  /** The kernel takes a moment to act on a signal. */
  private void awaitFrozen(boolean frozen) throws InterruptedException {
    for (int round = 0; round < MOST_ROUNDS && isAlive(leader); round++) {
      if (ProcStat.of(leader.pid()).filter(stat -> stat.isFrozen() == frozen).isPresent()) {
        return;
      }
      Thread.sleep(5);
    }
  }

  private static void signal(String name, List<ProcessHandle> processes) {
    if (processes.isEmpty()) {
      return;
    }
    List<String> command = new ArrayList<>(List.of("sh", "-c", "kill -s \"$0\" \"$@\"", name));
    processes.forEach(one -> command.add(Long.toString(one.pid())));
    Command.run(command, Duration.ofSeconds(5));
  }

  /** Kills whatever still belongs to the desktop in this directory, wherever it descends from. */
  static void sweep(Path directory) throws InterruptedException {
    for (int round = 0; round < MOST_ROUNDS; round++) {
      List<ProcessHandle> left = belongingTo(directory);
      if (left.isEmpty()) {
        return;
      }
      left.forEach(ProcessHandle::destroyForcibly);
      Thread.sleep(20);
    }
  }

  static List<ProcessHandle> belongingTo(Path directory) {
    String name = BELONGS_TO + "=" + directory;
    try (Stream<ProcessHandle> all = ProcessHandle.allProcesses()) {
      return all.filter(one -> one.pid() != ProcessHandle.current().pid())
          .filter(one -> environment(one.pid()).contains(name))
          .filter(ProcessTree::isAlive)
          .toList();
    }
  }

  /** Empty when the process is gone, or another user's. */
  private static List<String> environment(long pid) {
    try {
      byte[] variables = Files.readAllBytes(Path.of("/proc/" + pid + "/environ"));
      return List.of(new String(variables, StandardCharsets.UTF_8).split("\0", -1));
    } catch (IOException notOurs) {
      return List.of();
    }
  }
}
