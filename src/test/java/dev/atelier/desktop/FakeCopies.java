package dev.atelier.desktop;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;

/**
 * Copies of desktops whose homes are a few words; fails where it is told to. Thread-safe, and lets
 * go of nothing while a desktop is held still.
 */
public final class FakeCopies implements DesktopCopies {
  private final List<String> calls = new ArrayList<>();
  private final Set<String> systems = new TreeSet<>();
  private final Map<String, String> homes = new TreeMap<>();
  private String failing = "";

  /** What was asked for, in order, such as {@code keep snap_a} or {@code write sess_a 1}. */
  public synchronized List<String> calls() {
    return List.copyOf(calls);
  }

  /** Makes every call fail whose words begin with {@code words}, after it is remembered. */
  public synchronized void failOn(String words) {
    failing = words;
  }

  /** Puts words into a home, as programs on the desktop do. */
  public synchronized void put(String id, int home, String words) {
    homes.put(id + " " + home, words);
  }

  public synchronized void putSystem(String name) {
    systems.add(name);
  }

  /** All homes by desktop and number, with their words. */
  public synchronized Map<String, String> contents() {
    return Map.copyOf(homes);
  }

  private synchronized void call(String words) {
    calls.add(words);
    if (!failing.isEmpty() && words.startsWith(failing)) {
      throw new DesktopException("the engine was told to fail: " + words);
    }
  }

  @Override
  public <T> T whileStill(String id, Supplier<T> work) {
    call("still " + id);
    try {
      return work.get();
    } finally {
      call("on " + id);
    }
  }

  @Override
  public synchronized long keepSystem(DesktopSpec spec, String name) {
    call("keep " + name);
    systems.add(name);
    return 1000;
  }

  @Override
  public synchronized void nameSystem(String name, String second) {
    call("name " + second);
    if (!systems.contains(name)) {
      throw new DesktopException("there is no system " + name);
    }
    systems.add(second);
  }

  @Override
  public synchronized void dropSystem(String name) {
    call("drop " + name);
    systems.remove(name);
  }

  @Override
  public synchronized Set<String> systems() {
    return Set.copyOf(systems);
  }

  @Override
  public void readHome(String id, int home, OutputStream tar) {
    call("read " + id + " " + home);
    String words;
    synchronized (this) {
      words = homes.getOrDefault(id + " " + home, "");
    }
    try {
      tar.write(words.getBytes(StandardCharsets.UTF_8));
    } catch (IOException full) {
      throw new UncheckedIOException(full);
    }
  }

  @Override
  public void writeHome(String id, int home, InputStream tar) {
    call("write " + id + " " + home);
    try {
      put(id, home, new String(tar.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException broken) {
      throw new DesktopException("the archive is broken", broken);
    }
  }

  @Override
  public synchronized void dropOtherHomes(String id, int home) {
    call("only " + id + " " + home);
    homes.keySet().removeIf(name -> name.startsWith(id + " ") && !name.equals(id + " " + home));
  }

  @Override
  public synchronized Map<String, Set<Integer>> homes() {
    Map<String, Set<Integer>> found = new TreeMap<>();
    homes
        .keySet()
        .forEach(
            name -> {
              String[] parts = name.split(" ", -1);
              found.computeIfAbsent(parts[0], id -> new TreeSet<>()).add(Integer.valueOf(parts[1]));
            });
    return found;
  }
}
