package io.umzug.infrastructure.web;

import io.umzug.application.estate.Estate;
import io.umzug.application.estate.Estates;
import io.umzug.application.estate.SqlServerAddress;
import io.umzug.application.estate.XPhoneHost;
import io.umzug.application.host.ApplicationPools;
import io.umzug.application.host.EvidenceStore;
import io.umzug.application.migration.Actor;
import io.umzug.application.migration.Boards;
import io.umzug.application.migration.CutOverClock;
import io.umzug.application.migration.EstateClaims;
import io.umzug.application.migration.EventHistory;
import io.umzug.application.migration.MigrationAggregate;
import io.umzug.application.migration.MigrationDesk;
import io.umzug.application.migration.RecordedEvent;
import io.umzug.application.preflight.Network;
import io.umzug.application.preflight.Preflight;
import io.umzug.application.preflight.PreflightLimits;
import io.umzug.application.sqlserver.SqlServerFailure;
import io.umzug.application.work.ProgressBoard;
import io.umzug.application.work.ProgressBoard.Progress;
import io.umzug.domain.evidence.DatabaseMove;
import io.umzug.domain.migration.Condition.Working;
import io.umzug.domain.migration.Evolution;
import io.umzug.domain.migration.Instruction;
import io.umzug.domain.migration.MigrationEvent;
import io.umzug.domain.migration.MigrationId;
import io.umzug.domain.migration.Report;
import io.umzug.domain.migration.Underway;
import io.umzug.domain.migration.WorkOrder;
import io.umzug.domain.plan.RouteKind;
import io.umzug.domain.plan.XPhoneVersion;
import io.umzug.infrastructure.datafolder.ApiToken;
import io.umzug.infrastructure.datafolder.ServiceFile;
import io.umzug.infrastructure.files.HostAtlasFiles;
import io.umzug.infrastructure.files.LocalEvidenceStore;
import io.umzug.infrastructure.filesystem.ConfiguredPlaces;
import io.umzug.infrastructure.filesystem.Local;
import io.umzug.infrastructure.host.EstateHost;
import io.umzug.infrastructure.host.ScServiceControl;
import io.umzug.infrastructure.host.SharedBackupFiles;
import io.umzug.infrastructure.host.TcpListeners;
import io.umzug.infrastructure.host.command.ConfiguredHostCommands;
import io.umzug.infrastructure.ssh.SshHosts;
import io.umzug.infrastructure.stored.StableNames;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.axonframework.config.Configuration;
import org.axonframework.config.DefaultConfigurer;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GenericEventMessage;
import org.axonframework.eventsourcing.eventstore.inmemory.InMemoryEventStorageEngine;
import org.axonframework.messaging.correlation.SimpleCorrelationDataProvider;
import org.axonframework.serialization.json.JacksonSerializer;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Import;
import org.springframework.context.support.GenericApplicationContext;

/** The real HTTP interface on a real port, over the real aggregate with its events in memory. */
public final class ServiceInMemory implements AutoCloseable {

  @SpringBootConfiguration
  @EnableAutoConfiguration(
      exclude = {DataSourceAutoConfiguration.class, FlywayAutoConfiguration.class})
  @Import(WebConfiguration.class)
  static class Application {}

  public static final Instant START = Instant.parse("2026-11-21T08:00:00Z");

  private final AtomicReference<Instant> now = new AtomicReference<>(START);
  private final InMemoryEventStorageEngine storage = new InMemoryEventStorageEngine();
  private final Map<String, List<Progress>> progress = new ConcurrentHashMap<>();
  private final Configuration axon;
  private final MigrationDesk desk;
  private final EventHistory history = new StoredInMemory();
  private final ConfigurableApplicationContext context;
  private final Path folder;
  private final URI url;

  private ServiceInMemory(Path folder) throws IOException {
    this.folder = folder;
    System.setProperty("disable-axoniq-console-message", "true");
    InstantSource clock = () -> Objects.requireNonNull(now.get());
    GenericEventMessage.clock = clock.withZone(ZoneOffset.UTC);
    this.axon =
        DefaultConfigurer.defaultConfiguration(false)
            .configureSerializer(_ -> JacksonSerializer.defaultSerializer())
            .configureEmbeddedEventStore(_ -> storage)
            .configureCorrelationDataProviders(
                _ ->
                    List.of(
                        new SimpleCorrelationDataProvider(
                            MigrationDesk.PERSON, MigrationDesk.ORIGIN)))
            .registerComponent(EstateClaims.class, _ -> new ClaimsInMemory())
            .configureAggregate(MigrationAggregate.class)
            .start();
    this.desk = new MigrationDesk(axon.commandGateway());
    SpringApplication application = new SpringApplication(Application.class);
    application.setDefaultProperties(
        Map.of(
            "server.port", "0",
            "server.address", "127.0.0.1",
            "spring.main.banner-mode", "off",
            "logging.level.root", "warn"));
    ApiToken token = ApiToken.keptIn(folder);
    application.addInitializers(
        (GenericApplicationContext beans) -> {
          ProgressBoard running = workId -> progress.getOrDefault(workId, List.of());
          beans.registerBean(ApiToken.class, () -> token);
          beans.registerBean(Estates.class, () -> new TwoEstates());
          beans.registerBean(
              EvidenceStore.class,
              () -> new LocalEvidenceStore(Local.FILES, folder.resolve("evidence")));
          beans.registerBean(EventHistory.class, () -> history);
          beans.registerBean(InstantSource.class, () -> clock);
          beans.registerBean(MigrationDesk.class, () -> desk);
          beans.registerBean(
              Preflight.class, () -> new Preflight(nothingAnswers(), PreflightLimits.usual()));
          beans.registerBean(
              Boards.class,
              () ->
                  new Boards(
                      history,
                      running,
                      "rehearsal"::equals,
                      new CutOverClock(history, clock, Duration.ofMinutes(30))));
        });
    this.context = application.run();
    this.url =
        URI.create("http://127.0.0.1:" + context.getEnvironment().getProperty("local.server.port"));
    new ServiceFile(url, ProcessHandle.current().pid()).writeTo(folder);
  }

  private static final ScServiceControl.Way NO_SC =
      new ScServiceControl.Way(List.of("/none/sc.exe"), ScServiceControl.USUAL_LIMIT);

  /** Machines that are all switched off. */
  private static Preflight.Ports nothingAnswers() {
    return new Preflight.Ports(
        (_, server, _) -> {
          throw new SqlServerFailure(server, "nobody answers", List.of(), null);
        },
        new HostAtlasFiles(Local.PLACES),
        new ScServiceControl(
            new ConfiguredHostCommands(SshHosts.NONE),
            Map.of(
                new EstateHost("acme", "NEWXP"), NO_SC,
                new EstateHost("rehearsal", "NEWXP"), NO_SC),
            InstantSource.system()),
        ApplicationPools.NONE,
        new SharedBackupFiles(new ConfiguredPlaces(Map.of())),
        new Network(
            new TcpListeners(SshHosts.NONE),
            url -> {
              throw new ConnectException("Nothing listens at " + url);
            },
            name -> {
              throw new UnknownHostException(name);
            },
            InstantSource.system()));
  }

  /** Starts with no move, and writes what clients need into the folder. */
  public static ServiceInMemory in(Path folder) throws IOException {
    return new ServiceInMemory(folder);
  }

  public URI url() {
    return url;
  }

  public String authorization() throws IOException {
    return ApiToken.read(folder).authorization();
  }

  public void pass(Duration time) {
    now.updateAndGet(then -> then.plus(time));
  }

  public void instruct(String id, Instruction instruction) {
    desk.instruct(new MigrationId(id), instruction, new Actor("anna", Actor.Origin.API));
  }

  /** The report of a worker about the work that is under way. */
  public void report(String id, Function<WorkOrder, Report> report) {
    desk.report(report.apply(order(id)), Actor.WORKER);
  }

  /** What the clock says about the move. */
  public void report(Report.OfTime report) {
    desk.report(report, Actor.DEADLINE);
  }

  public void progress(String id, Progress... far) {
    progress.put(order(id).workId(), List.of(far));
  }

  public List<RecordedEvent> events(String id) {
    return history.of(new MigrationId(id));
  }

  private WorkOrder order(String id) {
    if (Evolution.of(events(id).stream().map(RecordedEvent::event).toList())
            instanceof Underway underway
        && underway.condition() instanceof Working working) {
      return working.order();
    }
    throw new AssertionError("No work is under way in " + id);
  }

  @Override
  public void close() {
    context.close();
    axon.shutdown();
    GenericEventMessage.clock = Clock.systemUTC();
  }

  private static final class ClaimsInMemory implements EstateClaims {
    private final Map<String, MigrationId> holders = new ConcurrentHashMap<>();

    @Override
    public Optional<MigrationId> claim(String estate, MigrationId move) {
      return Optional.ofNullable(holders.putIfAbsent(estate, move))
          .filter(holder -> !holder.equals(move));
    }

    @Override
    public void release(MigrationId move) {
      holders.values().remove(move);
    }
  }

  private final class StoredInMemory implements EventHistory {

    @Override
    public List<MigrationId> migrations() {
      return storage
          .readEvents(null, false)
          .map(stored -> ((MigrationEvent) stored.getPayload()).migration())
          .distinct()
          .toList();
    }

    @Override
    public List<RecordedEvent> of(MigrationId id) {
      return storage.readEvents(id.value(), 0).asStream().map(this::recorded).toList();
    }

    private RecordedEvent recorded(DomainEventMessage<?> stored) {
      return new RecordedEvent(
          stored.getSequenceNumber(),
          stored.getTimestamp(),
          StableNames.of(stored.getPayloadType()).orElseThrow(),
          String.valueOf(stored.getMetaData().get(MigrationDesk.PERSON)),
          String.valueOf(stored.getMetaData().get(MigrationDesk.ORIGIN)),
          (MigrationEvent) stored.getPayload());
    }
  }

  private static final class TwoEstates implements Estates {

    private static Estate estate(String name, String title, boolean rehearsal) {
      return new Estate(
          name,
          title,
          rehearsal,
          RouteKind.RELOCATION,
          XPhoneVersion.V8,
          XPhoneVersion.V9,
          "\\\\SQLSERVER\\XPhoneBackup",
          List.of(
              new SqlServerAddress("OLDXP\\XPCONNECT", List.of()),
              new SqlServerAddress("SQLSERVER\\SQL2019", List.of())),
          List.of(
              new DatabaseMove("XPDATA", "OLDXP\\XPCONNECT", "SQLSERVER\\SQL2019"),
              new DatabaseMove("XPVDIR", "OLDXP\\XPCONNECT", "SQLSERVER\\SQL2019")),
          new XPhoneHost(
              "NEWXP",
              "atlas.xml",
              "service",
              "ACME\\xphone",
              "http://newxp/admin",
              "http://newxp/analytics",
              List.of()),
          Map.of());
    }

    @Override
    public List<Estate> all() {
      return List.of(
          estate("rehearsal", "The stand-in estate", true),
          estate("acme", "ACME's servers", false));
    }

    @Override
    public Estate named(String name) {
      return all().stream()
          .filter(estate -> estate.name().equals(name))
          .findFirst()
          .orElseThrow(() -> new UnknownEstate(name, all().stream().map(Estate::name).toList()));
    }
  }
}
