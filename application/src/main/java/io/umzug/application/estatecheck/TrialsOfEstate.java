package io.umzug.application.estatecheck;

import io.umzug.application.estate.Estate;
import io.umzug.application.estatecheck.Answer.Outcome;
import io.umzug.application.filesystem.FileTrouble;
import io.umzug.application.filesystem.HostFiles.Facts;
import io.umzug.application.filesystem.HostPath;
import io.umzug.application.filesystem.HostPlaces;
import io.umzug.application.filesystem.HostPlaces.Found;
import io.umzug.application.host.CsvFiles;
import io.umzug.application.host.RemoteShells;
import io.umzug.application.preflight.Preflight;
import io.umzug.application.preflight.XPhoneLook;
import io.umzug.application.sqlserver.SqlServer;
import io.umzug.application.sqlserver.SqlServerFailure;
import io.umzug.application.worker.SqlFailures;
import io.umzug.domain.evidence.SqlServerFacts;
import io.umzug.domain.plan.Site;
import io.umzug.domain.preflight.Check;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What there is to be tried about the entries of an estate. */
public final class TrialsOfEstate {

  /** By what the entries are reached. */
  public record Ports(
      Preflight.Ports checks,
      HostPlaces places,
      CsvFiles csv,
      RemoteShells shells,
      Credentials credentials) {}

  private static final long MEGABYTE = 1L << 20;
  private static final String NOT_CONFIGURED = "not configured";
  private static final String TO_COME =
      "Until the XPhone server is installed there (R24, rows 4 to 6), that is to be expected.";

  private static final Map<Check, String> XPHONE =
      Map.of(
          Check.ATLAS_READABLE, "atlas.xml",
          Check.SERVICE_CONTROL, "service",
          Check.NAMES, "name",
          Check.PORTS, "port",
          Check.PAGES, "page");

  private final Ports ports;
  private final Estate estate;

  public TrialsOfEstate(Ports ports, Estate estate) {
    this.ports = ports;
    this.estate = estate;
  }

  /** Whether a credential has its secret. */
  public static Trial credential(Ports ports, Entry entry) {
    return new Trial(
        entry,
        "secret",
        () ->
            List.of(
                Answer.good(
                    "Its secret is in %s.".formatted(ports.credentials().placeOf(entry.name())))));
  }

  public Trial host(Entry entry) {
    return new Trial(
        entry, "login", () -> List.of(Answer.good(ports.shells().look(estate, entry.name()))));
  }

  /** B2: a share or a folder: the way there, what lies in it, the room that is left. */
  public Trial folder(Entry entry, String path) {
    return new Trial(
        entry,
        "folder",
        () -> {
          try (Found found = ports.places().open(estate, HostPath.here(path))) {
            int entries = found.files().list(found.path()).size();
            return List.of(
                Answer.good(
                    "%s: %d entries%s.".formatted(found.files().place(), entries, room(found))));
          }
        });
  }

  /** Not every host tells it. */
  private static String room(Found found) {
    try {
      return ", %,d MB free".formatted(found.files().freeBytes(found.path()) / MEGABYTE);
    } catch (FileTrouble _) {
      return "; how much is free is not told";
    }
  }

  /** R17, R33. */
  public Trial sqlServer(Entry entry) {
    return new Trial(
        entry,
        "login",
        () -> {
          try (SqlServer server =
              ports.checks().servers().connect(estate, entry.name(), "estate-check")) {
            return List.of(known(server.facts(), entry.name()));
          } catch (SqlServerFailure failure) {
            return List.of(Answer.bad(SqlFailures.diagnose("this check", failure)));
          }
        });
  }

  private Answer known(SqlServerFacts facts, String name) {
    String seen = "SQL Server %s, %s".formatted(facts.version(), facts.edition());
    boolean isTarget =
        estate.databases().stream().anyMatch(move -> move.target().equalsIgnoreCase(name));
    if (!facts.sysadmin()) {
      return new Answer(
          Outcome.BAD,
          "%s; the login is not sysadmin, and db_owner is not enough to restore.".formatted(seen),
          List.of("R33"),
          "Make it a member of the server role sysadmin for the time of the move.",
          "");
    }
    if (isTarget && !facts.isSupported()) {
      return new Answer(
          Outcome.BAD,
          "%s; that is older than 2014 (%d.x)."
              .formatted(seen, SqlServerFacts.OLDEST_MAJOR_VERSION),
          List.of("R17"),
          "Take a newer SQL Server as the target; SQL Server 2019 is recommended.",
          "");
    }
    return Answer.good(seen + "; the login is sysadmin.");
  }

  /**
   * U1, U2, F4, R30, R34 to R36; at a target that is still to be installed, nothing has to be
   * there.
   */
  public List<Trial> xphone(Entry entry, Site site) {
    List<Trial> trials = new ArrayList<>();
    for (Check check :
        List.of(
            Check.ATLAS_READABLE, Check.SERVICE_CONTROL, Check.NAMES, Check.PORTS, Check.PAGES)) {
      trials.add(
          new Trial(
              entry,
              XPHONE.getOrDefault(check, ""),
              () ->
                  new XPhoneLook(ports.checks())
                      .at(estate, site, check).stream()
                          .filter(finding -> !finding.observed().equals(NOT_CONFIGURED))
                          .map(Answer::of)
                          .map(answer -> comes(site) ? answer.atWorstRemark(TO_COME) : answer)
                          .toList()));
    }
    return trials;
  }

  private boolean comes(Site site) {
    return site == Site.TARGET
        && !(estate.has(Site.SOURCE)
            && estate.at(Site.SOURCE).xphone().host().equalsIgnoreCase(estate.xphone().host()));
  }

  /** A file or folder of an XPhone server that a move can do without. */
  public Trial file(Entry entry, String machine, String path, String withoutIt) {
    return new Trial(
        entry,
        "file",
        () -> {
          try (Found found = ports.places().open(estate, new HostPath(machine, path))) {
            Optional<Facts> facts = found.files().look(found.path());
            return List.of(
                facts.isPresent()
                    ? Answer.good("%s is there.".formatted(path))
                    : new Answer(
                        Outcome.REMARK,
                        "%s is not there. %s".formatted(path, withoutIt),
                        List.of("U2"),
                        "Look the path up, as that machine writes it.",
                        ""));
          }
        });
  }

  /** R6: it comes to be in the course of the transfer. */
  public Trial usersCsv(Entry entry, String file) {
    return new Trial(
        entry,
        "file",
        () -> {
          try {
            long lines =
                ports
                    .csv()
                    .read(estate, new HostPath(estate.xphone().host(), file))
                    .text()
                    .lines()
                    .count();
            return List.of(Answer.good("%s has %d lines.".formatted(file, lines)));
          } catch (IOException e) {
            return List.of(
                new Answer(
                    Outcome.REMARK,
                    "%s cannot be read yet.".formatted(file),
                    List.of("R6", "R7"),
                    "The Migrations-Manager exports it there in the course of the transfer; or correct the path.",
                    e.toString()));
          }
        });
  }
}
