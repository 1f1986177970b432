package io.umzug.infrastructure.estate;

import io.umzug.application.estate.Estate;
import io.umzug.application.estatecheck.Entry;
import io.umzug.application.estatecheck.Trial;
import io.umzug.application.estatecheck.TrialsOfEstate;
import io.umzug.application.estatecheck.TrialsOfEstate.Ports;
import io.umzug.domain.plan.Site;
import io.umzug.infrastructure.estate.EstateSettings.EstateEntry;
import io.umzug.infrastructure.estate.EstateSettings.XPhoneEntry;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Every entry of the estate file, with its line, as something to be tried. */
public final class EntriesOfFile {

  private final EstateFile file;
  private final Ports ports;

  public EntriesOfFile(EstateFile file, Ports ports) {
    this.file = file;
    this.ports = ports;
  }

  /**
   * In the order of the file, the credentials first.
   *
   * @param only this estate; null for all
   */
  public List<Trial> trials(@Nullable String only) {
    List<Trial> trials = new ArrayList<>();
    file.credentials(only)
        .forEach(
            (name, line) ->
                trials.add(
                    TrialsOfEstate.credential(ports, new Entry("", line, "credential", name))));
    List<EstateEntry> estates = file.settings().estates();
    for (int i = 0; i < estates.size(); i++) {
      if (only == null || only.equals(estates.get(i).name())) {
        trials.addAll(new Below(estates.get(i), i).trials());
      }
    }
    return trials;
  }

  /** The entries of one estate. */
  private final class Below {
    private final EstateEntry entry;
    private final int index;
    private final TrialsOfEstate trials;

    Below(EstateEntry entry, int index) {
      Estate estate = entry.estate(file.settings().rehearsal());
      this.entry = entry;
      this.index = index;
      this.trials = new TrialsOfEstate(ports, estate);
    }

    private Entry at(String kind, String name, Object... path) {
      List<Object> whole = new ArrayList<>(List.of("estates", index));
      whole.addAll(List.of(path));
      return new Entry(entry.name(), file.line(whole.toArray()), kind, name);
    }

    List<Trial> trials() {
      List<Trial> all = new ArrayList<>();
      all.add(
          trials.folder(
              at("backup folder", entry.backupFolder(), "backup-folder"), entry.backupFolder()));
      for (int i = 0; i < entry.mounts().size(); i++) {
        String unc = entry.mounts().get(i).unc();
        all.add(trials.folder(at("mount", unc, "mounts", i), unc));
      }
      for (int i = 0; i < entry.shares().size(); i++) {
        String unc = entry.shares().get(i).unc();
        all.add(trials.folder(at("share", unc, "shares", i), unc));
      }
      for (int i = 0; i < entry.hosts().size(); i++) {
        all.add(trials.host(at("host", entry.hosts().get(i).name(), "hosts", i)));
      }
      for (int i = 0; i < entry.sqlServers().size(); i++) {
        all.add(
            trials.sqlServer(at("SQL Server", entry.sqlServers().get(i).name(), "sql-servers", i)));
      }
      entry.xphones().forEach((site, xphone) -> all.addAll(xphone(site, xphone)));
      if (entry.usersCsv() != null) {
        all.add(trials.usersCsv(at("users' CSV", entry.usersCsv(), "users-csv"), entry.usersCsv()));
      }
      return all;
    }

    private List<Trial> xphone(Site site, XPhoneEntry xphone) {
      String key =
          switch (site) {
            case TARGET -> "xphone";
            case SOURCE -> "source-xphone";
            case INTERMEDIATE -> "intermediate-xphone";
          };
      List<Trial> all =
          new ArrayList<>(trials.xphone(at("XPhone server", xphone.host(), key), site));
      for (int i = 0; i < xphone.keptFiles().size(); i++) {
        String kept = xphone.keptFiles().get(i);
        all.add(
            trials.file(
                at("kept file", kept, key, "kept-files", i),
                xphone.host(),
                kept,
                "A snapshot would go without it."));
      }
      if (xphone.backupManagerLog() != null) {
        String log = xphone.backupManagerLog().file();
        all.add(
            trials.file(
                at("Backup-Manager's log", log, key, "backup-manager-log", "file"),
                xphone.host(),
                log,
                "Until the Backup-Manager writes it, nothing is read along (B6)."));
      }
      return all;
    }
  }
}
