package dev.atelier.replay;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The programs of this machine that make videos. Each reads pictures as YUV4MPEG2 from its input
 * and writes a file: in one that is written from front to end nobody could move about.
 *
 * @param path where programs are looked for, in that order
 */
record Encoders(List<Path> path) {
  private static final String VPXENC = "vpxenc";
  private static final String FFMPEG = "ffmpeg";

  /** Between two pictures that stand for themselves, so many others at most. */
  private static final String KEY_FRAMES = "20";

  static Encoders ofThisMachine() {
    String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
    return new Encoders(
        Arrays.stream(path.split(File.pathSeparator, -1))
            .filter(directory -> !directory.isEmpty())
            .map(Path::of)
            .toList());
  }

  /** What makes videos of that kind; empty when nothing does. */
  Optional<List<String>> command(VideoFormat format, Path target) {
    return format == VideoFormat.MP4
        ? program(FFMPEG).map(ffmpeg -> mp4(ffmpeg, target))
        : program(VPXENC)
            .map(vpxenc -> webm(vpxenc, target))
            .or(() -> program(FFMPEG).map(ffmpeg -> webmByFfmpeg(ffmpeg, target)));
  }

  private Optional<String> program(String name) {
    return path.stream()
        .map(directory -> directory.resolve(name))
        .filter(Files::isExecutable)
        .map(Path::toString)
        .findFirst();
  }

  private static List<String> webm(String vpxenc, Path target) {
    return List.of(
        vpxenc,
        "--codec=vp8",
        "--webm",
        "--quiet",
        "--passes=1",
        "--good",
        "--cpu-used=4",
        "--threads=2",
        "--screen-content-mode=1",
        "--end-usage=cq",
        "--cq-level=10",
        "--min-q=4",
        "--max-q=48",
        "--target-bitrate=4000",
        "--kf-max-dist=" + KEY_FRAMES,
        "-o",
        target.toString(),
        "-");
  }

  private static List<String> webmByFfmpeg(String ffmpeg, Path target) {
    return ffmpeg(
        ffmpeg, target, "webm", "-c:v", "libvpx", "-cpu-used", "4", "-crf", "10", "-b:v", "4M");
  }

  private static List<String> mp4(String ffmpeg, Path target) {
    return ffmpeg(
        ffmpeg,
        target,
        "mp4",
        "-c:v",
        "libx264",
        "-preset",
        "veryfast",
        "-crf",
        "20",
        "-movflags",
        "+faststart");
  }

  private static List<String> ffmpeg(String ffmpeg, Path target, String kind, String... settings) {
    List<String> command =
        new java.util.ArrayList<>(
            List.of(ffmpeg, "-hide_banner", "-loglevel", "error", "-y", "-f", "yuv4mpegpipe"));
    command.addAll(List.of("-i", "pipe:0", "-an", "-pix_fmt", "yuv420p", "-g", KEY_FRAMES));
    command.addAll(Arrays.asList(settings));
    command.addAll(List.of("-f", kind, target.toString()));
    return List.copyOf(command);
  }
}
