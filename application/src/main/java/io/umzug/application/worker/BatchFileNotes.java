package io.umzug.application.worker;

import io.umzug.domain.evidence.EvidenceFile;
import io.umzug.domain.evidence.ProgramRun;
import java.util.ArrayList;
import java.util.List;

/**
 * What the worker knows of the batch files across a kill.
 *
 * @param ended those that ran to a good end
 * @param running the one that was begun and not seen to end; empty where there is none
 */
record BatchFileNotes(List<ProgramRun> ended, String running) {

  private static final String ENDED = "ended";
  private static final String RUNNING = "running";
  private static final String SEPARATOR = "\t";

  BatchFileNotes {
    ended = List.copyOf(ended);
  }

  static BatchFileNotes recalled(String note) {
    List<ProgramRun> ended = new ArrayList<>();
    String running = "";
    for (String line : note.lines().toList()) {
      String[] parts = line.split(SEPARATOR, -1);
      if (parts[0].equals(ENDED)) {
        ended.add(
            new ProgramRun(
                parts[1],
                Integer.parseInt(parts[2]),
                new EvidenceFile(parts[3], parts[4], Long.parseLong(parts[5]))));
      } else if (parts[0].equals(RUNNING)) {
        running = parts[1];
      }
    }
    return new BatchFileNotes(ended, running);
  }

  String note() {
    List<String> lines = new ArrayList<>();
    for (ProgramRun run : ended) {
      lines.add(
          String.join(
              SEPARATOR,
              ENDED,
              run.program(),
              Integer.toString(run.exitCode()),
              run.output().name(),
              run.output().sha256(),
              Long.toString(run.output().bytes())));
    }
    if (!running.isEmpty()) {
      lines.add(RUNNING + SEPARATOR + running);
    }
    return String.join("\n", lines);
  }
}
