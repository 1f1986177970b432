package io.umzug.infrastructure.filesystem;

import io.umzug.application.estate.Estate;
import io.umzug.application.estate.XPhoneHost;
import io.umzug.application.filesystem.HostFiles;
import io.umzug.application.filesystem.HostPath;
import io.umzug.application.filesystem.HostPlaces;
import io.umzug.application.host.ThisMachine;
import io.umzug.domain.plan.RouteKind;
import io.umzug.domain.plan.XPhoneVersion;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** This machine, for tests of what uses files. */
public final class Local {

  public static final HostFiles FILES = new LocalHostFiles(ThisMachine.NAME);

  /** Every path leads here. */
  public static final HostPlaces PLACES = new ConfiguredPlaces(Map.of());

  /** An estate of which only its name counts. */
  public static final Estate ESTATE =
      new Estate(
          "estate",
          "Estate",
          true,
          RouteKind.RELOCATION,
          XPhoneVersion.V8,
          XPhoneVersion.V9,
          "",
          List.of(),
          List.of(),
          new XPhoneHost("NEWXP", "atlas.xml", "s", "D\\x", "", "", List.of()),
          Map.of());

  private Local() {}

  public static HostPath at(Path path) {
    return HostPath.here(path.toString());
  }
}
