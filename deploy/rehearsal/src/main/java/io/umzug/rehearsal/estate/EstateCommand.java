package io.umzug.rehearsal.estate;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code estate}: runs a stand-in estate until it is told to end. */
@Command(
    name = "estate",
    mixinStandardHelpOptions = true,
    description = "Runs a REHEARSAL estate in a folder until SIGTERM; its state survives any end.",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "1:the estate cannot run there; the reason is printed",
      "2:the command line is not understood",
      "143:ended by SIGTERM"
    })
public final class EstateCommand implements Callable<Integer> {

  private static final String READY = "REHEARSAL estate ready: ";

  @Spec private @Nullable CommandSpec spec;

  @Option(names = "--data", required = true, description = "Folder that holds the estate.")
  private Path data = Path.of("");

  @Option(
      names = "--plan",
      description = "A, B, C or D (R18-R21); C for a new estate, else the remembered one.")
  private @Nullable Plan plan;

  @Option(
      names = "--route",
      paramLabel = "ROUTE",
      converter = Options.RouteLabel.class,
      description = "V4, V5, V6, V7, V8 or sql-express; V8 for a new estate.")
  private @Nullable Route route;

  @Option(
      names = "--downtime",
      paramLabel = "HOW",
      converter = Options.DowntimeLabel.class,
      description = "in-place (R14) or intermediate (R15); in-place for a new estate.")
  private @Nullable Downtime downtime;

  @Option(
      names = "--transport",
      paramLabel = "HOW",
      converter = Options.TransportLabel.class,
      description = "backup, or script to an older SQL Server (M1); backup for a new estate.")
  private @Nullable Transport transport;

  @Option(
      names = "--rows",
      description = "Rows in all old databases together; 2000 for a new estate.")
  private @Nullable Long rows;

  @Option(
      names = "--fault",
      description =
          "name[=count][@operation], repeatable: share-denied, restore-fails, partial-tables,"
              + " disk-full, connection-reset, half-open, stalled-disk, damaged-page, seat-taken,"
              + " slow-disk.")
  private List<String> faults = new ArrayList<>();

  @Option(
      names = "--start-delay",
      defaultValue = "300",
      description =
          "Milliseconds for which the XPhone service is START_PENDING at least (${DEFAULT-VALUE}).")
  private long startDelay;

  @Override
  public Integer call() throws InterruptedException {
    checkFaults();
    Estate estate;
    try {
      estate =
          Estate.open(
              new EstateSettings(
                  data,
                  Optional.ofNullable(route),
                  Optional.ofNullable(plan),
                  Optional.ofNullable(downtime),
                  Optional.ofNullable(transport),
                  Optional.ofNullable(rows),
                  faults,
                  Duration.ofMillis(startDelay),
                  InstantSource.system()));
    } catch (EstateException e) {
      System.err.println("REHEARSAL estate: " + e.getMessage());
      if (e.getCause() != null) {
        System.err.println("  " + e.getCause());
      }
      return 1;
    }
    Runtime.getRuntime().addShutdownHook(new Thread(estate::close, "estate-end"));
    System.out.println(READY + estate.controlUrl());
    System.out.flush();
    new CountDownLatch(1).await();
    return 0;
  }

  private void checkFaults() {
    try {
      faults.forEach(ArmedFault::parse);
    } catch (IllegalArgumentException e) {
      if (spec == null) {
        throw e;
      }
      throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
    }
  }

  /** The control address in the line that says the estate is ready; empty for other lines. */
  static Optional<String> readyAddress(String line) {
    return line.startsWith(READY)
        ? Optional.of(line.substring(READY.length()).trim())
        : Optional.empty();
  }
}
