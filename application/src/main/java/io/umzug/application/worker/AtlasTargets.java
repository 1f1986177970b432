package io.umzug.application.worker;

import io.umzug.application.estate.Estate;
import io.umzug.application.estate.SqlServerAddress;
import io.umzug.application.host.AtlasFiles;
import io.umzug.application.host.AtlasFiles.AtlasProblem;
import io.umzug.domain.diagnosis.Diagnosis;
import java.util.List;
import java.util.Optional;

/** Which server holds which database: atlas.xml decides, nothing else (R33). */
final class AtlasTargets {

  private AtlasTargets() {}

  static List<AtlasFiles.Entry> entries(AtlasFiles atlas, Estate estate) throws WorkProblem {
    try {
      return atlas.entries(estate, estate.xphone().atlas());
    } catch (AtlasProblem problem) {
      throw new WorkProblem(problem.diagnosis());
    }
  }

  static SqlServerAddress server(Estate estate, AtlasFiles.Entry entry) throws WorkProblem {
    return estate
        .byDataSource(entry.dataSource())
        .orElseThrow(
            () ->
                new WorkProblem(
                    new Diagnosis(
                        "atlas.xml names a SQL Server that the estate does not know: %s, for %s."
                            .formatted(entry.dataSource(), entry.database()),
                        List.of("R29", "U2"),
                        "Correct atlas.xml, or add this spelling to the server's data-sources in"
                            + " the estate's configuration, then retry the step.",
                        "%s, line %d: Data Source=%s"
                            .formatted(
                                estate.xphone().atlas(), entry.line(), entry.dataSource()))));
  }

  static SqlServerAddress serverOf(String database, Estate estate, List<AtlasFiles.Entry> entries)
      throws WorkProblem {
    AtlasFiles.Entry entry =
        entries.stream()
            .filter(candidate -> candidate.database().equalsIgnoreCase(database))
            .findFirst()
            .orElseThrow(
                () ->
                    new WorkProblem(
                        new Diagnosis(
                            "atlas.xml has no entry for the database %s, so there is no target for"
                                    .formatted(database)
                                + " its restore.",
                            List.of("R29", "R33"),
                            "Correct atlas.xml, then retry the step.",
                            estate.xphone().atlas().toString())));
    return server(estate, entry);
  }

  /**
   * R33: the server that atlas.xml names for a database, which is that of the move and never the
   * one that was backed up.
   *
   * @param wanted the move's target; empty in what the first release stored
   * @throws WorkProblem where a restore would go anywhere else
   */
  static String ofMove(
      String database,
      String source,
      Optional<String> wanted,
      Estate estate,
      List<AtlasFiles.Entry> entries)
      throws WorkProblem {
    String target = serverOf(database, estate, entries).name();
    if (target.equalsIgnoreCase(source) || !target.equalsIgnoreCase(wanted.orElse(target))) {
      throw new WorkProblem(
          new Diagnosis(
              "atlas.xml names %s for %s, but the move goes from %s to %s. Nothing was restored."
                  .formatted(target, database, source, wanted.orElse(target)),
              List.of("R33", "R29"),
              "Point atlas.xml to the new server again (umzug atlas rewrite), then retry the step.",
              estate.xphone().atlas() + ": " + database + " on " + target));
    }
    return target;
  }
}
