package io.umzug.domain.evidence;

import io.umzug.domain.plan.Site;
import io.umzug.domain.plan.XPhoneVersion;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A restore point of a move: the databases and files of one site at one moment (R10).
 *
 * @param id its name within the move: S1, S2 …
 * @param version of the XPhone server at that moment
 * @param databases backups that were read back and found whole
 * @param files atlas.xml and what the configuration names besides; empty where the site's XPhone
 *     server is not within reach
 * @param virtualMachine the name of the virtual machine's snapshot that a person claims (R11);
 *     empty where there is none
 */
public record Snapshot(
    String id,
    Site site,
    XPhoneVersion version,
    List<DatabaseBackup> databases,
    List<KeptFile> files,
    @Nullable String virtualMachine) {

  public Snapshot {
    databases = List.copyOf(databases);
    files = List.copyOf(files);
    virtualMachine = virtualMachine == null ? "" : virtualMachine;
  }

  @Override
  public String virtualMachine() {
    return virtualMachine == null ? "" : virtualMachine;
  }

  /** The same with the virtual machine's snapshot that was taken along with it. */
  public Snapshot with(String virtualMachineSnapshot) {
    return new Snapshot(id, site, version, databases, files, virtualMachineSnapshot);
  }
}
