package dev.atelier.files;

import dev.atelier.desktop.DesktopFiles;
import dev.atelier.desktop.HomePath;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Optional;

/**
 * The answer to who wants a file, all of it, a part, or only if it is another than the one known.
 */
record Download(HttpServletRequest request, HttpServletResponse response) {

  /** Answers with an open file, and says which. */
  HomePath give(HomePath path, DesktopFiles.Reading file) throws IOException {
    String tag = '"' + file.version() + '"';
    response.setHeader("ETag", tag);
    response.setHeader("Accept-Ranges", "bytes");
    response.setHeader("Cache-Control", "no-store");
    response.setHeader(
        "Last-Modified",
        DateTimeFormatter.RFC_1123_DATE_TIME.format(file.changedAt().atOffset(ZoneOffset.UTC)));
    if (isKnown(tag)) {
      response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
      response.flushBuffer();
      return path;
    }
    Optional<ByteRange> part = part(tag, file.bytes());
    response.setContentType(MediaType.APPLICATION_OCTET_STREAM);
    response.setHeader(
        "Content-Disposition",
        "attachment; filename*=UTF-8''"
            + URLEncoder.encode(path.name(), StandardCharsets.UTF_8).replace("+", "%20"));
    ByteRange wanted = part.orElse(new ByteRange(0, file.bytes()));
    if (part.isPresent()) {
      response.setStatus(HttpServletResponse.SC_PARTIAL_CONTENT);
      response.setHeader("Content-Range", wanted.of(file.bytes()));
    }
    response.setContentLengthLong(wanted.count());
    response.flushBuffer();
    if (!request.getMethod().equals("HEAD")) {
      file.content(wanted.from(), wanted.count()).transferTo(response.getOutputStream());
    }
    return path;
  }

  private boolean isKnown(String tag) {
    return Optional.ofNullable(request.getHeader("If-None-Match")).stream()
        .flatMap(header -> Arrays.stream(header.split(",", -1)))
        .map(one -> one.strip().replaceFirst("^W/", ""))
        .anyMatch(one -> one.equals("*") || one.equals(tag));
  }

  /** A date says too little about what somebody has already: all of it is given then. */
  private Optional<ByteRange> part(String tag, long bytes) {
    String condition = request.getHeader("If-Range");
    boolean still = condition == null || condition.strip().equals(tag);
    if (!still || !request.getMethod().equals("GET")) {
      return Optional.empty();
    }
    try {
      return ByteRange.asked(request.getHeader("Range"), bytes);
    } catch (RangeNotThere beyond) {
      response.setHeader("Content-Range", "bytes */" + bytes);
      throw beyond;
    }
  }
}
