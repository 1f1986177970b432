package io.umzug.domain.script;

import java.util.ArrayList;
import java.util.List;

/** From a batch's line numbers, as the server counts them, back to the files it came from. */
public final class LineMap {

  /**
   * Lines that lie one behind the other in one file.
   *
   * @param first the first of them in the batch, from 1
   * @param line the same in the file, from 1
   */
  private record Stretch(long first, String file, long line) {}

  private final List<Stretch> stretches;

  private LineMap(List<Stretch> stretches) {
    this.stretches = List.copyOf(stretches);
  }

  /** The place of a line; a number that the batch does not have is taken for the nearest. */
  public ScriptPlace place(long serverLine) {
    Stretch found = stretches.getFirst();
    for (Stretch stretch : stretches) {
      if (stretch.first() > serverLine) {
        break;
      }
      found = stretch;
    }
    return new ScriptPlace(found.file(), found.line() + Math.max(0, serverLine - found.first()), 1);
  }

  /** Collects the lines of one batch. */
  static final class Builder {

    private final List<Stretch> stretches = new ArrayList<>();

    void lineBegins(long serverLine, String file, long line) {
      if (!stretches.isEmpty()) {
        Stretch last = stretches.getLast();
        boolean continues =
            last.file().equals(file) && last.line() - last.first() == line - serverLine;
        if (continues) {
          return;
        }
      }
      stretches.add(new Stretch(serverLine, file, line));
    }

    LineMap build() {
      return new LineMap(stretches);
    }
  }
}
