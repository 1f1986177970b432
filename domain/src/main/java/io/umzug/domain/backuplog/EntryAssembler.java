package io.umzug.domain.backuplog;

import java.time.LocalDateTime;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Lines in, entries out. A line without a time belongs to the entry before it (B6: entries wrap),
 * also over the border of two rotated files. Every line becomes part of exactly one entry; memory
 * is bounded: what is too long goes on in a further entry.
 */
public final class EntryAssembler {

  private static final int LONGEST_ENTRY = 64 * 1024;

  private final Consumer<LogEntry> entries;
  private final int longest;
  private final EntryHead.Reader heads = new EntryHead.Reader();
  private final StringBuilder original = new StringBuilder();
  private String file = "";
  private @Nullable Place place;
  private @Nullable LocalDateTime time;
  private Level level = Level.NONE;
  private int messageAt;
  private boolean continuesLast;
  private boolean inLine;

  public EntryAssembler(Consumer<LogEntry> entries) {
    this(entries, LONGEST_ENTRY);
  }

  EntryAssembler(Consumer<LogEntry> entries, int longest) {
    this.entries = entries;
    this.longest = longest;
  }

  /** The lines that follow are those of this file. */
  public void startFile(String name) {
    file = name;
    inLine = false;
  }

  public void accept(LogLine line) {
    EntryHead head = inLine ? null : heads.read(line.text());
    if (head != null) {
      end();
      begin(line, head.time(), head.level(), head.end(), false);
    } else if (place == null) {
      begin(line, null, Level.NONE, 0, false);
    } else if (original.length() + line.text().length() >= longest) {
      LocalDateTime since = time;
      Level grade = level;
      end();
      begin(line, since, grade, 0, true);
    } else {
      original.append(inLine ? "" : "\n").append(line.text());
      place = place.to(file, line.number());
    }
    inLine = line.goesOn();
  }

  private void begin(
      LogLine line, @Nullable LocalDateTime since, Level grade, int message, boolean rest) {
    place = Place.of(file, line.number());
    time = since;
    level = grade;
    messageAt = message;
    continuesLast = rest;
    original.append(line.text());
  }

  /** The entry so far is whole. */
  public void end() {
    if (place != null) {
      entries.accept(
          new LogEntry(place, time, level, original.toString(), messageAt, continuesLast));
    }
    original.setLength(0);
    place = null;
    inLine = false;
  }
}
