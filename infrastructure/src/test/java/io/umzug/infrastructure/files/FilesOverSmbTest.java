package io.umzug.infrastructure.files;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.umzug.application.filesystem.FileTrouble.Kind;
import io.umzug.application.filesystem.HostPlaces;
import io.umzug.infrastructure.filesystem.ConfiguredPlaces;
import io.umzug.infrastructure.filesystem.ConfiguredPlaces.Way;
import io.umzug.infrastructure.filesystem.Local;
import io.umzug.infrastructure.filesystem.TestHost;
import io.umzug.infrastructure.filesystem.smb.SmbShare;
import io.umzug.rehearsal.host.SambaServer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** Against a real Samba. */
class FilesOverSmbTest extends FilesOfHostContract {

  @TempDir static Path own;
  private static TestHost host;

  @BeforeAll
  static void start() throws IOException {
    assumeTrue(SambaServer.isAvailable(), "Samba is not installed, or this is not root");
    host = TestHost.samba(own);
  }

  @AfterAll
  static void stop() {
    if (host != null) {
      host.close();
    }
  }

  @Override
  protected TestHost host() {
    return host;
  }

  @Override
  protected HostPlaces refused() {
    SmbShare wrong =
        new SmbShare(
            "localhost", host.server().port(), "XPhone", "", SambaServer.USER, () -> "wrong");
    return new ConfiguredPlaces(Map.of(Local.ESTATE.name(), List.of(new Way.Account(wrong))));
  }

  @Override
  protected Kind refusal() {
    return Kind.LOGIN_REFUSED;
  }
}
