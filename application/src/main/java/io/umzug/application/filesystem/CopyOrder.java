package io.umzug.application.filesystem;

/**
 * A file to be copied from one host to another.
 *
 * @param readBack whether the copy is read once more and compared when it is whole
 * @param bytesPerSecond at most; {@link #UNTHROTTLED} for as fast as it goes
 * @param segment blocks that are made durable, and noted, at a time: what a kill costs
 */
public record CopyOrder(
    HostFiles from,
    String source,
    HostFiles to,
    String target,
    boolean readBack,
    long bytesPerSecond,
    int segment) {

  public static final long UNTHROTTLED = Long.MAX_VALUE;

  /** 64 MiB. */
  public static final int USUAL_SEGMENT = 16;

  public CopyOrder {
    if (bytesPerSecond <= 0 || segment <= 0) {
      throw new IllegalArgumentException(
          "A copy of %d bytes a second, %d blocks at a time".formatted(bytesPerSecond, segment));
    }
  }

  /** As fast as it goes, and not read again. */
  public static CopyOrder of(HostFiles from, String source, HostFiles to, String target) {
    return new CopyOrder(from, source, to, target, false, UNTHROTTLED, USUAL_SEGMENT);
  }

  /** The same, and read again when it is whole. */
  public CopyOrder readingBack() {
    return new CopyOrder(from, source, to, target, true, bytesPerSecond, segment);
  }

  /** The same, at most so fast. */
  public CopyOrder atMost(long bytesPerSecondAtMost) {
    return new CopyOrder(from, source, to, target, readBack, bytesPerSecondAtMost, segment);
  }

  /** The same with so many blocks made durable at a time. */
  public CopyOrder bySegments(int blocks) {
    return new CopyOrder(from, source, to, target, readBack, bytesPerSecond, blocks);
  }
}
