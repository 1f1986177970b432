package io.umzug.infrastructure;

import io.umzug.application.estate.Estate;
import io.umzug.application.estate.XPhoneHost;
import io.umzug.domain.plan.RouteKind;
import io.umzug.domain.plan.XPhoneVersion;
import java.util.List;
import java.util.Map;

/** An estate of which only the XPhone server and the folder for backups count. */
public final class SomeEstate {

  private SomeEstate() {}

  public static Estate with(String name, String backupFolder, XPhoneHost xphone) {
    return new Estate(
        name,
        "t",
        true,
        RouteKind.RELOCATION,
        XPhoneVersion.V8,
        XPhoneVersion.V9,
        backupFolder,
        List.of(),
        List.of(),
        xphone,
        Map.of());
  }
}
