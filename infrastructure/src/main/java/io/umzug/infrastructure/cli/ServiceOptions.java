package io.umzug.infrastructure.cli;

import io.umzug.infrastructure.datafolder.ApiToken;
import io.umzug.infrastructure.datafolder.ServiceFile;
import java.io.IOException;
import java.net.URI;
import java.nio.file.AccessDeniedException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which service a command speaks to, and for whom. */
final class ServiceOptions {

  @Mixin private DataOption data = new DataOption();

  @Option(
      names = "--server",
      paramLabel = "URL",
      description = "The service's address, where it is not the one in the data folder.")
  private @Nullable URI server;

  @Option(
      names = "--person",
      paramLabel = "NAME",
      description = "Who gives the instruction; kept with every event. Default: the user's name.")
  private @Nullable String person;

  /** Looked up for every request: a service that was restarted has another port. */
  ServiceClient client() {
    Path folder = data.folder();
    URI url = server == null ? running(folder) : checked(server);
    return new ServiceClient(url, token(folder), person(), folder);
  }

  private static URI running(Path folder) {
    try {
      return ServiceFile.read(folder)
          .map(ServiceFile::url)
          .orElseThrow(
              () ->
                  new CommandFailure(
                      ExitCode.NO_SERVICE,
                      "No service runs with the data folder %s. Start it with 'umzug serve', or name its folder with --data."
                          .formatted(folder)));
    } catch (AccessDeniedException _) {
      throw notMine(folder);
    } catch (IOException e) {
      throw unreadable(folder, e);
    }
  }

  private static ApiToken token(Path folder) {
    try {
      return ApiToken.read(folder);
    } catch (AccessDeniedException _) {
      throw notMine(folder);
    } catch (java.nio.file.NoSuchFileException _) {
      throw new CommandFailure(
          ExitCode.NO_SERVICE,
          "The data folder %s has no token: no service ever ran with it. Name the service's folder with --data."
              .formatted(folder));
    } catch (IOException e) {
      throw unreadable(folder, e);
    }
  }

  private static URI checked(URI server) {
    boolean http = "http".equals(server.getScheme()) || "https".equals(server.getScheme());
    if (!http || server.getHost() == null) {
      throw new CommandFailure(
          ExitCode.USAGE,
          "--server %s: write an address such as http://127.0.0.1:8080".formatted(server));
    }
    return server;
  }

  private static CommandFailure notMine(Path folder) {
    return new CommandFailure(
        ExitCode.NOT_ADMITTED,
        "The data folder %s belongs to another user. Run this as the user who runs the service."
            .formatted(folder));
  }

  private static CommandFailure unreadable(Path folder, IOException e) {
    return new CommandFailure(
        ExitCode.UNEXPECTED, "The data folder %s cannot be read: %s".formatted(folder, e));
  }

  private String person() {
    return person == null ? System.getProperty("user.name", "unknown") : person;
  }
}
