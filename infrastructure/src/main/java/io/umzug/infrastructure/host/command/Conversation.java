package io.umzug.infrastructure.host.command;

import io.umzug.application.host.HostCommands.Input;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** The three streams of a program, none of which may wait for another. */
final class Conversation implements AutoCloseable {

  /** For what a program has said already and only has to arrive. */
  static final Duration LAST_WORDS = Duration.ofSeconds(5);

  private final List<Thread> hearing = new ArrayList<>();
  private final AtomicReference<@Nullable Throwable> broken = new AtomicReference<>();
  private volatile boolean over;

  void hear(InputStream in, Lines lines) {
    hearing.add(
        Thread.startVirtualThread(
            () -> {
              try {
                lines.readAll(in);
              } catch (IOException | RuntimeException e) {
                if (!over) {
                  broken.compareAndSet(null, e);
                }
              }
            }));
  }

  /** A program that reads less than it is given has ended, which its exit code tells better. */
  void say(@Nullable Input input, OutputStream out, Charset codePage) {
    Thread.startVirtualThread(
        () -> {
          try (out) {
            if (input != null) {
              out.write(input.text().getBytes(codePage));
            }
          } catch (IOException _) {
            // It has not wanted it.
          } catch (RuntimeException e) {
            // A secret that is not to be had.
            broken.compareAndSet(null, e);
          }
        });
  }

  /** Whether all was heard within that time. */
  boolean heardAll(Duration longest) throws InterruptedException {
    long end = System.nanoTime() + longest.toNanos();
    for (Thread thread : hearing) {
      Duration left = Duration.ofNanos(Math.max(1, end - System.nanoTime()));
      if (!thread.join(left)) {
        return false;
      }
    }
    return true;
  }

  /**
   * Passes on what went wrong on this side: a secret that is not to be had, somebody who hears and
   * fails.
   *
   * @throws IOException where a stream broke off
   */
  void requireWhole() throws IOException {
    switch (broken.get()) {
      case null -> {}
      case RuntimeException ours -> throw ours;
      case IOException lost -> throw lost;
      case Throwable other -> throw new IllegalStateException(other);
    }
  }

  /** From now on a stream that breaks off does so because it is closed. */
  @Override
  public void close() {
    over = true;
  }
}
