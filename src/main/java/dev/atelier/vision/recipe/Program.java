package dev.atelier.vision.recipe;

import dev.atelier.desktop.KeyChord;

/**
 * A program of the desktop image, the keys that start it, and its launcher's words in the panel.
 */
enum Program {
  FIREFOX("Firefox", "super+1"),
  FILES("Files", "super+2"),
  TERMINAL("Terminal", "super+3");

  private final String title;
  private final String keys;

  Program(String title, String keys) {
    this.title = title;
    this.keys = keys;
  }

  String title() {
    return title;
  }

  KeyChord keys() {
    return KeyChord.parse(keys);
  }
}
