package dev.atelier.desktop.rfb;

import dev.atelier.desktop.DesktopDriver;
import dev.atelier.desktop.DesktopException;
import dev.atelier.desktop.DesktopStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A VNC server of a few lines in memory: paints what the test says, remembers in words what it was
 * sent, and misbehaves on demand. One connection at a time; thread-safe.
 */
final class ScriptedServer implements DesktopDriver.Streams {
  private final List<String> heard = new ArrayList<>();
  private int width;
  private int height;
  private int opened;
  private boolean refusing;
  private boolean silent;
  private boolean deaf;
  private boolean fenceless;
  private int fences;
  private int resizeStatus;
  private int colour = 0x112233;
  private Pipe toClient = new Pipe(1);
  private Pipe toServer = new Pipe(1);

  ScriptedServer(int width, int height) {
    this.width = width;
    this.height = height;
  }

  @Override
  public synchronized DesktopStream open() {
    opened++;
    if (refusing) {
      throw new DesktopException("no such desktop");
    }
    Pipe down = new Pipe(4 << 20);
    Pipe up = new Pipe(1024);
    toClient = down;
    toServer = up;
    Thread thread = new Thread(() -> converse(up.input(), down.output()), "scripted-server");
    thread.setDaemon(true);
    thread.start();
    return new DesktopStream() {
      @Override
      public InputStream input() {
        return down.input();
      }

      @Override
      public OutputStream output() {
        return up.output();
      }

      @Override
      public void close() {
        down.close();
        up.close();
      }
    };
  }

  /** The input events and wishes, without what belongs to every connection. */
  synchronized List<String> heard() {
    return List.copyOf(heard);
  }

  synchronized int opened() {
    return opened;
  }

  /** From now on streams cannot be opened. */
  synchronized void refuse(boolean refuse) {
    refusing = refuse;
  }

  /** From now on no fence and no request is answered. */
  synchronized void fallSilent(boolean silence) {
    silent = silence;
  }

  /** From now on nothing is even read. */
  synchronized void fallDeaf() {
    deaf = true;
  }

  /** From now on nothing is even read, until it goes on with what has come by then. */
  synchronized void freeze(boolean still) {
    deaf = still;
    notifyAll();
  }

  /** From now on it is one of those that do not know fences. */
  synchronized void forgetFences() {
    fenceless = true;
  }

  /** How often it was asked to answer when it had worked everything off. */
  synchronized int fences() {
    return fences;
  }

  synchronized void answerResizesWith(int status) {
    resizeStatus = status;
  }

  synchronized void hangUp() {
    toClient.close();
    toServer.close();
  }

  synchronized void send(byte[] bytes) throws IOException {
    toClient.output().write(bytes);
  }

  /** Paints a rectangle of one colour. */
  void paint(int x, int y, int w, int h, int rgb) throws IOException {
    send(update(rectangle(x, y, w, h, Encoding.RAW, raw(w * h, rgb))));
  }

  /** Changes the size as another viewer would, and paints all anew. */
  void resizeByAnother(int newWidth, int newHeight, int rgb) throws IOException {
    synchronized (this) {
      width = newWidth;
      height = newHeight;
    }
    send(update(size(2, 0)));
    paint(0, 0, newWidth, newHeight, rgb);
  }

  static byte[] update(byte[]... rectangles) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    out.writeShort(0);
    out.writeShort(rectangles.length);
    for (byte[] rectangle : rectangles) {
      out.write(rectangle);
    }
    return bytes.toByteArray();
  }

  static byte[] rectangle(int x, int y, int w, int h, int encoding, byte[] content)
      throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    out.writeShort(x);
    out.writeShort(y);
    out.writeShort(w);
    out.writeShort(h);
    out.writeInt(encoding);
    out.write(content);
    return bytes.toByteArray();
  }

  static byte[] raw(int pixels, int rgb) {
    byte[] bytes = new byte[pixels * 4];
    for (int n = 0; n < pixels; n++) {
      bytes[n * 4] = (byte) rgb;
      bytes[n * 4 + 1] = (byte) (rgb >> 8);
      bytes[n * 4 + 2] = (byte) (rgb >> 16);
      bytes[n * 4 + 3] = (byte) 0xAA;
    }
    return bytes;
  }

  private byte[] size(int reason, int status) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    out.writeInt(1 << 24);
    out.writeInt(0x77);
    out.writeInt(0);
    out.writeShort(width);
    out.writeShort(height);
    out.writeInt(0x99);
    return rectangle(
        reason, status, width, height, Encoding.EXTENDED_DESKTOP_SIZE, bytes.toByteArray());
  }

  private void converse(InputStream input, OutputStream output) {
    try {
      DataInputStream in = new DataInputStream(input);
      greet(in, output);
      while (true) {
        message(in, in.readUnsignedByte());
      }
    } catch (IOException ended) {
      // the client is gone, or the test hung up
    }
  }

  private void greet(DataInputStream in, OutputStream output) throws IOException {
    DataOutputStream out = new DataOutputStream(output);
    out.writeBytes("RFB 003.008\n");
    in.skipNBytes(12);
    out.writeShort(0x0101);
    in.readByte();
    out.writeInt(0);
    in.readByte();
    out.writeShort(width);
    out.writeShort(height);
    out.write(new byte[16]);
    out.writeInt(4);
    out.writeBytes("fake");
    if (!isFenceless()) {
      out.write(new byte[] {(byte) 248, 0, 0, 0, (byte) 0x80, 0, 0, 1, 0});
    }
  }

  private synchronized boolean isFenceless() {
    return fenceless;
  }

  private void message(DataInputStream in, int type) throws IOException {
    stayDeaf();
    switch (type) {
      case 0 -> in.skipNBytes(19);
      case 2 -> {
        in.readByte();
        in.skipNBytes(4L * in.readUnsignedShort());
      }
      case 3 -> requested(in);
      case 4 -> {
        boolean down = in.readBoolean();
        in.readShort();
        hear("key " + Integer.toHexString(in.readInt()) + (down ? " down" : " up"));
      }
      case 5 -> {
        int buttons = in.readUnsignedByte();
        hear("buttons " + buttons + " at " + in.readShort() + "," + in.readShort());
      }
      case 6 -> cutText(in);
      case 248 -> fence(in);
      case 251 -> resize(in);
      default -> throw new IOException("what is " + type + "?");
    }
  }

  private synchronized void requested(DataInputStream in) throws IOException {
    boolean incremental = in.readBoolean();
    in.skipNBytes(8);
    if (!incremental && !silent) {
      send(update(size(0, 0)));
      paint(0, 0, width, height, colour);
    }
  }

  private void cutText(DataInputStream in) throws IOException {
    in.skipNBytes(3);
    int length = in.readInt();
    byte[] content = in.readNBytes(Math.abs(length));
    hear(
        length >= 0
            ? "cut text " + new String(content, StandardCharsets.ISO_8859_1)
            : clipboardWords(ByteBuffer.wrap(content).getInt(), content));
  }

  private static String clipboardWords(int flags, byte[] content) {
    if ((flags & ExtendedClipboard.CAPS) != 0) {
      return "clipboard caps";
    }
    if ((flags & ExtendedClipboard.PROVIDE) != 0) {
      byte[] packed = Arrays.copyOfRange(content, 4, content.length);
      return "clipboard provide " + ExtendedClipboard.provided(packed).orElseThrow();
    }
    return (flags & ExtendedClipboard.NOTIFY) != 0 ? "clipboard notify" : "clipboard request";
  }

  /** A message of the extended clipboard. */
  static byte[] clipboard(byte[] content) {
    return ByteBuffer.allocate(8 + content.length)
        .putInt(3 << 24)
        .putInt(-content.length)
        .put(content)
        .array();
  }

  private synchronized void fence(DataInputStream in) throws IOException {
    in.skipNBytes(3);
    int flags = in.readInt();
    byte[] payload = in.readNBytes(in.readUnsignedByte());
    fences += flags < 0 ? 1 : 0;
    if (flags < 0 && !silent) {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      DataOutputStream out = new DataOutputStream(bytes);
      out.writeInt(248 << 24);
      out.writeInt(flags & 1);
      out.writeByte(payload.length);
      out.write(payload);
      send(bytes.toByteArray());
    }
  }

  private synchronized void resize(DataInputStream in) throws IOException {
    in.readByte();
    int newWidth = in.readUnsignedShort();
    int newHeight = in.readUnsignedShort();
    in.readShort();
    int id = in.readInt();
    in.skipNBytes(8);
    int flags = in.readInt();
    heard.add("resize " + newWidth + "x" + newHeight + " screen " + id + " flags " + flags);
    if (resizeStatus == 0) {
      width = newWidth;
      height = newHeight;
    }
    if (!silent) {
      send(update(size(1, resizeStatus)));
      if (resizeStatus == 0) {
        paint(0, 0, width, height, colour);
      }
    }
  }

  private synchronized void stayDeaf() throws IOException {
    try {
      while (deaf) {
        wait();
      }
    } catch (InterruptedException stop) {
      throw new IOException(stop);
    }
  }

  private synchronized void hear(String words) {
    heard.add(words);
    notifyAll();
  }
}
