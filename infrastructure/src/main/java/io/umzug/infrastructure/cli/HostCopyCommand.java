package io.umzug.infrastructure.cli;

import io.umzug.application.filesystem.CopyOrder;
import io.umzug.application.filesystem.FileCopied;
import io.umzug.application.filesystem.FileCopyProgress;
import io.umzug.application.filesystem.FileTrouble;
import io.umzug.application.filesystem.HostPath;
import io.umzug.application.filesystem.HostPlaces;
import io.umzug.application.filesystem.HostPlaces.Found;
import io.umzug.application.filesystem.VerifiedCopy;
import io.umzug.application.work.Pace;
import io.umzug.infrastructure.cli.HostCommand.Tools;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** A file from one machine of an estate to another, whole or not at all (B2, B4). */
@Command(
    name = "copy",
    description = {
      "Copies a file between machines of an estate, so that it is there whole or not at all: hashed on"
          + " the way, made durable part by part, and given its name in one step.",
      "Cut off, the same command goes on behind the last durable part. What Umzug has not written is"
          + " never overwritten."
    },
    mixinStandardHelpOptions = true,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:copied",
      "2:wrong usage, or mistakes in the estate file",
      "3:unchanged: the same file was there already",
      "8:a machine or file could not be used; the same command goes on"
    })
final class HostCopyCommand implements Callable<Integer> {

  private static final int PERCENT_BETWEEN_LINES = 5;
  private static final long MEGABYTE = 1_000_000;
  private static final long WHOLE = 100;

  @Parameters(
      index = "0",
      paramLabel = "SOURCE",
      description = "The file, as its machine writes it, or a UNC path.")
  private String source = "";

  @Parameters(
      index = "1",
      paramLabel = "TARGET",
      description = "What it is to be called, as its machine writes it, or a UNC path.")
  private String target = "";

  @Option(
      names = "--from",
      defaultValue = HostPath.HERE,
      paramLabel = "HOST",
      description = "The source's machine, by its name in hosts. Default: this one.")
  private String from = "";

  @Option(
      names = "--to",
      defaultValue = HostPath.HERE,
      paramLabel = "HOST",
      description = "The target's machine, likewise.")
  private String to = "";

  @Option(names = "--read-back", description = "Read the copy once more, and compare its hash.")
  private boolean readBack;

  @Option(
      names = "--at-most",
      paramLabel = "MB",
      description = "Megabytes (10^6 bytes) a second; without it, as fast as it goes.")
  private @Nullable Long atMost;

  @Option(names = "--quiet", description = "Leave out progress.")
  private boolean quiet;

  @Mixin private EstateOptions estate = new EstateOptions();

  @Spec private @Nullable CommandSpec spec;
  private final Function<HostCommand.Where, Tools> tools;
  private final InstantSource clock;

  HostCopyCommand(Function<HostCommand.Where, Tools> tools, InstantSource clock) {
    this.tools = tools;
    this.clock = clock;
  }

  @Override
  public Integer call() {
    if (atMost != null && atMost < 1) {
      throw new CommandFailure(ExitCode.USAGE, "--at-most: 1 or more.");
    }
    EstateOptions.Chosen chosen = estate.choose(tools);
    Stream.of(from, to)
        .filter(host -> !host.equals(HostPath.HERE))
        .forEach(host -> chosen.tools().requireHost(chosen.estate(), host));
    HostPlaces places = chosen.tools().places();
    try (Found here = places.open(chosen.estate(), new HostPath(from, source));
        Found there = places.open(chosen.estate(), new HostPath(to, target))) {
      CopyOrder order = CopyOrder.of(here.files(), here.path(), there.files(), there.path());
      FileCopied copied = new VerifiedCopy(clock).copy(wanted(order), progress());
      say(
          "%s: %d bytes, SHA-256 %s%s."
              .formatted(target, copied.bytes(), copied.sha256(), how(copied)));
      return (copied.before() ? ExitCode.UNCHANGED : ExitCode.DONE).code();
    } catch (FileTrouble trouble) {
      throw new CommandFailure(
          ExitCode.FAILED, ConsoleText.of(String.valueOf(trouble.getMessage())));
    }
  }

  private CopyOrder wanted(CopyOrder order) {
    CopyOrder read = readBack ? order.readingBack() : order;
    return atMost == null ? read : read.atMost(atMost * MEGABYTE);
  }

  private String how(FileCopied copied) {
    if (copied.before()) {
      return "; it was there already, and is the same";
    }
    String resumed =
        copied.resumedAt() > 0 ? "; gone on with at %d bytes".formatted(copied.resumedAt()) : "";
    return resumed + (readBack ? "; read back" : "");
  }

  private FileCopyProgress progress() {
    return quiet ? FileCopyProgress.NONE : new Lines(clock.instant());
  }

  /** A line now and then, with rate and time left since this run began. */
  private final class Lines implements FileCopyProgress {
    private final Instant begun;
    private long before = -1;
    private long told;

    Lines(Instant begun) {
      this.begun = begun;
    }

    @Override
    public void reached(long bytes, long total) {
      if (before < 0) {
        // What an earlier run has written was not this one's speed.
        before = bytes;
      }
      long percent = total == 0 ? WHOLE : bytes * WHOLE / total;
      if (percent < told + PERCENT_BETWEEN_LINES) {
        return;
      }
      told = percent;
      long millis = Math.max(1, Duration.between(begun, clock.instant()).toMillis());
      long rate = (bytes - before) * 1000 / millis;
      String pace = Pace.words(rate, rate == 0 ? null : (total - bytes) / rate);
      say("%3d %%  %d of %d bytes  %s".formatted(percent, bytes, total, pace).stripTrailing());
    }
  }

  private void say(String line) {
    ConsoleText.print(UmzugCommand.commandLine(spec).getOut(), line);
  }
}
