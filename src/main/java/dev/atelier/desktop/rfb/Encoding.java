package dev.atelier.desktop.rfb;

import java.util.List;

/** Numbers of the encodings and pseudo-encodings that are used here (section “Encodings”). */
final class Encoding {
  static final int RAW = 0;
  static final int COPY_RECT = 1;
  static final int ZRLE = 16;
  static final int DESKTOP_SIZE = -223;
  static final int POINTER_POSITION = -232;
  static final int EXTENDED_DESKTOP_SIZE = -308;
  static final int FENCE = -312;
  static final int VMWARE_CURSOR_POSITION = 0x574d5666;
  static final int EXTENDED_CLIPBOARD = 0xC0A1E5CE;

  /**
   * What is asked for, best first. Without one of the cursor encodings the server draws the pointer
   * into the picture, which is wanted: whoever looks sees where it is.
   */
  static final List<Integer> WANTED =
      List.of(
          ZRLE,
          COPY_RECT,
          RAW,
          EXTENDED_DESKTOP_SIZE,
          DESKTOP_SIZE,
          POINTER_POSITION,
          VMWARE_CURSOR_POSITION,
          FENCE,
          EXTENDED_CLIPBOARD);

  private Encoding() {}
}
