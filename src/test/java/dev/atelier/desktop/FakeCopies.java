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
  private final Set<String> still = new TreeSet<>();
  private String failing = "";
  private String awaited = "";
  private Runnable meanwhile = () -> {};

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

  /** Is run, once, in the first call whose words begin with {@code words}, before it is done. */
  public synchronized void meanwhile(String words, Runnable work) {
    awaited = words;
    meanwhile = work;
  }

  private void call(String words) {
    awaited(words).run();
    synchronized (this) {
      calls.add(words);
      if (!failing.isEmpty() && words.startsWith(failing)) {
        throw new DesktopException("the engine was told to fail: " + words);
      }
    }
  }

  private synchronized Runnable awaited(String words) {
    if (awaited.isEmpty() || !words.startsWith(awaited)) {
      return () -> {};
    }
    awaited = "";
    return meanwhile;
  }

  @Override
  public <T> T whileStill(String id, Supplier<T> work) {
    if (!hold(id)) {
      return work.get();
    }
    call("still " + id);
    try {
      return work.get();
    } finally {
      letGoOn(id);
      call("on " + id);
    }
  }

  private synchronized boolean hold(String id) {
    return still.add(id);
  }

  private synchronized void letGoOn(String id) {
    still.remove(id);
  }

  @Override
  public long keepSystem(DesktopSpec spec, String name) {
    call("keep " + name);
    putSystem(name);
    return 1000;
  }

  @Override
  public void nameSystem(String name, String second) {
    call("name " + second);
    synchronized (this) {
      if (!systems.contains(name)) {
        throw new DesktopException("there is no system " + name);
      }
      systems.add(second);
    }
  }

  @Override
  public void dropSystem(String name) {
    call("drop " + name);
    loseSystem(name);
  }

  @Override
  public Set<String> systems() {
    call("systems");
    synchronized (this) {
      return Set.copyOf(systems);
    }
  }

  /** Takes a system away, as if by other hands. */
  public synchronized void loseSystem(String name) {
    systems.remove(name);
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
  public void dropOtherHomes(String id, int home) {
    call("only " + id + " " + home);
    forgetHomes(id, home);
  }

  private synchronized void forgetHomes(String id, int home) {
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
