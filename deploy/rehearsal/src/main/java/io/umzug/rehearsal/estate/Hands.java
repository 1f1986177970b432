package io.umzug.rehearsal.estate;

import java.util.LinkedHashMap;
import java.util.Map;

/** The operator's hands in the estate, each idempotent. */
final class Hands {

  private final Workplace work;
  private final Topology topology;
  private final Memory memory;
  private final Journal journal;
  private final UpdateHands updates;
  private final ExpressHands express;
  private final TransferHands transfer;
  private final BackupManagerHands backupManager;

  Hands(Workplace work) {
    this.work = work;
    this.topology = work.topology();
    this.memory = work.memory();
    this.journal = work.journal();
    this.updates = new UpdateHands(work);
    this.express = new ExpressHands(work);
    this.transfer = new TransferHands(work);
    this.backupManager = new BackupManagerHands(work);
  }

  /**
   * @param parameters {@code server} for restart-sql-server; {@code artefact} for import-v4; {@code
   *     host} and {@code version} where a hand is for one of several machines or versions, the
   *     target's by default; {@code name} for take-vm-snapshot
   */
  synchronized HandResult perform(Hand hand, Map<String, String> parameters) throws HandRefused {
    if (!hand.in(topology.layout())) {
      throw new HandRefused(
          "%s%s is not in %s%s."
              .formatted(
                  hand.label(),
                  named(hand),
                  topology.layout().inWords(),
                  topology.route() == Route.V8 ? " (R24)" : ""));
    }
    return switch (hand) {
      case INSTALL_SQL_SERVER -> installSqlServers(hand);
      case RUN_AUTORUN -> runAutorun();
      case INSTALL_XPHONE -> installXPhone();
      case SET_SERVICE_ACCOUNT -> setServiceAccount();
      case SET_APP_POOL -> setApplicationPool();
      case RUN_WIZARD -> runWizard();
      case OPEN_ANALYTICS -> openAnalytics();
      case INSTALL_LICENCE -> installLicence();
      case INSTALL_OUTLOOK, APPLY_PATCHES, FOLLOW_UP -> work.once(hand);
      case RESTART_SQL_SERVER -> restartSqlServer(parameters.getOrDefault("server", ""));
      case GRANT_SHARE -> mend(hand, Fault.SHARE_DENIED);
      case FREE_DISK -> mend(hand, Fault.DISK_FULL);
      case STOP_SERVICE -> stopService(work.machine(parameters));
      case RESTART_MACHINE -> restartMachine(work.machine(parameters));
      case SWITCH_OFF_OLD -> switchOffOld();
      case UPDATE_XPHONE -> updates.update(parameters);
      case PUT_BACK_SOFTWARE -> updates.putBack(parameters);
      case TAKE_VM_SNAPSHOT -> updates.takeVmSnapshot(parameters);
      case TEST_CLIENT -> updates.testClient(parameters);
      case SET_UP_INTERMEDIATE -> updates.setUpIntermediate();
      case DELETE_INTERMEDIATE -> updates.deleteIntermediate();
      case INSTALL_NEWEST_RELEASE -> express.installNewestRelease();
      case RUN_BATCH_FILES -> express.runBatchFiles();
      case UNINSTALL_OLD_INSTANCES -> express.uninstallOldInstances();
      case UPDATE_V4 -> transfer.updateV4();
      case UPDATE_MIGRATIONS_MANAGER -> transfer.updateMigrationsManager();
      case EXPORT_V4 -> transfer.export();
      case IMPORT_V4 -> transfer.take(parameters);
      case REQUEST_LICENCE -> transfer.requestLicence();
      case BACKUP_BY_BACKUP_MANAGER -> backupManager.backUp(parameters);
      case RESTORE_BY_BACKUP_MANAGER -> backupManager.restore(parameters);
    };
  }

  private static String named(Hand hand) {
    if (hand.row().isEmpty()) {
      return "";
    }
    boolean rule = Character.isLetter(hand.row().charAt(0));
    return rule ? " (%s)".formatted(hand.row()) : " (row %s)".formatted(hand.row());
  }

  private HandResult installSqlServers(Hand hand) {
    boolean changed = work.install(topology.newSqlServers(), hand);
    return new HandResult(hand.label(), changed, "SQL Server is installed and runs.");
  }

  private HandResult runAutorun() {
    HandResult done = work.once(Hand.RUN_AUTORUN);
    return topology.plan() == Plan.A
        ? new HandResult(
            done.hand(), installSqlServers(Hand.RUN_AUTORUN).changed(), "SQL Express is installed.")
        : done;
  }

  private HandResult installXPhone() throws HandRefused {
    Machine target = work.target();
    XPhoneHost software = memory.state().host(target.host());
    if (software.version() == XPhoneSchema.V9) {
      return new HandResult(Hand.INSTALL_XPHONE.label(), false, "V9 is installed.");
    }
    if (software.installed()) {
      updates.install(target, XPhoneSchema.V9);
    } else if (!memory.state().done().contains(Hand.RUN_AUTORUN.label())) {
      throw new HandRefused("The installation medium's Autorun has not been run yet (rows 4, 5).");
    }
    Map<String, String> dataSources = new LinkedHashMap<>();
    topology
        .placements()
        .forEach(p -> dataSources.put(p.database(), installersDataSource(p.target())));
    target.folder().install(XPhoneSchema.V9, dataSources);
    journal.record(target.host(), "xphone-installed", Map.of("version", "V9"));
    memory.changeHost(target.host(), before -> before.withVersion(XPhoneSchema.V9));
    return new HandResult(
        Hand.INSTALL_XPHONE.label(), true, "V9 is installed; the service is not started (F4).");
  }

  /**
   * In plan A the integrated instances. In B and C the new server with its protocol in front, as
   * typed into the installer, so that it is reachable (R27) and yet row 8 has something to do.
   */
  private String installersDataSource(String target) {
    String instance = target.substring(target.indexOf('\\') + 1);
    return topology.plan() == Plan.A ? "(local)\\" + instance : "tcp:" + target;
  }

  private HandResult setServiceAccount() throws HandRefused {
    Machine target = work.installedTarget();
    if (topology.plan() == Plan.D) {
      target.server().stopAndWait();
    }
    if (memory.state().host(target.host()).account().equals(Topology.SERVICE_ACCOUNT)) {
      return new HandResult(Hand.SET_SERVICE_ACCOUNT.label(), false, "The account is set.");
    }
    if (target.server().awaitSettled() != ServiceState.STOPPED) {
      throw new HandRefused("The account can be changed only while the service is stopped (F4).");
    }
    for (String dataSource : ExpressHands.dataSources(target)) {
      if (!target.databases().reachable(dataSource)) {
        throw new HandRefused(
            "'%s' in atlas.xml does not answer; the Server Manager would loop for ever (R27)."
                .formatted(dataSource));
      }
    }
    journal.record(
        target.host(), "service-account-set", Map.of("account", Topology.SERVICE_ACCOUNT));
    memory.changeHost(target.host(), before -> before.withAccount(Topology.SERVICE_ACCOUNT));
    return new HandResult(
        Hand.SET_SERVICE_ACCOUNT.label(), true, "The service runs as " + Topology.SERVICE_ACCOUNT);
  }

  private HandResult setApplicationPool() throws HandRefused {
    Machine target = work.installedTarget();
    boolean set =
        memory.state().host(target.host()).applicationPool().equals(Topology.SERVICE_ACCOUNT);
    if (!set) {
      journal.record(
          target.host(), "application-pool-set", Map.of("account", Topology.SERVICE_ACCOUNT));
      memory.changeHost(
          target.host(), before -> before.withApplicationPool(Topology.SERVICE_ACCOUNT));
    }
    return new HandResult(
        Hand.SET_APP_POOL.label(), !set, "The pool runs as " + Topology.SERVICE_ACCOUNT);
  }

  private HandResult runWizard() throws HandRefused {
    Machine target = runningTarget();
    boolean before = memory.state().host(target.host()).wizardCompleted();
    target.pages().completeWizard();
    return new HandResult(Hand.RUN_WIZARD.label(), !before, "The wizard is completed.");
  }

  private HandResult openAnalytics() throws HandRefused {
    Machine target = runningTarget();
    XPhonePages.Page page = target.pages().analyticsPage();
    if (page.status() != 200) {
      throw new HandRefused(
          "Analytics answers %d: the pool XPhoneConnectAnalytics does not run as the service account (R28)."
              .formatted(page.status()));
    }
    return work.once(Hand.OPEN_ANALYTICS);
  }

  private HandResult installLicence() throws HandRefused {
    Machine target = work.installedTarget();
    boolean changed = target.folder().installLicence("REHEARSAL-V9-" + target.host());
    if (changed) {
      journal.record(target.host(), "licence-installed", Map.of());
    }
    return new HandResult(Hand.INSTALL_LICENCE.label(), changed, "A licence file is there (R32).");
  }

  private HandResult restartSqlServer(String name) throws HandRefused {
    SqlServerPlace place =
        topology
            .sqlServer(name)
            .filter(candidate -> memory.state().sqlServers().contains(candidate.name()))
            .orElseThrow(
                () ->
                    new HandRefused(
                        "No SQL Server '%s' is installed here; there are %s. Say ?server=…"
                            .formatted(name, String.join(", ", memory.state().sqlServers()))));
    work.sqlServers().restart(place);
    journal.record(place.name(), "sql-server-restarted", Map.of());
    return new HandResult(
        Hand.RESTART_SQL_SERVER.label(), true, place.name() + " was restarted (R26).");
  }

  private HandResult mend(Hand hand, Fault fault) {
    boolean armed =
        work.faults().armed().stream().anyMatch(candidate -> candidate.fault() == fault);
    if (armed) {
      work.faults().clear(fault);
      journal.record(topology.backupShare(), hand.label(), Map.of());
    }
    return new HandResult(
        hand.label(),
        armed,
        armed ? fault.label() + " is mended." : fault.label() + " was not there.");
  }

  private static HandResult stopService(Machine machine) {
    return new HandResult(
        Hand.STOP_SERVICE.label(), machine.server().stopAndWait(), "The service is stopped.");
  }

  private HandResult restartMachine(Machine machine) {
    boolean ran = machine.server().stopAndWait();
    topology.sqlServers().stream()
        .filter(place -> place.host().equals(machine.host()))
        .forEach(work.sqlServers()::restart);
    journal.record(machine.host(), "machine-restarted", Map.of());
    if (ran) {
      machine.server().start();
    }
    return new HandResult(
        Hand.RESTART_MACHINE.label(),
        true,
        "Restarted; the service is " + machine.server().awaitSettled());
  }

  private HandResult switchOffOld() {
    String old = topology.oldHost();
    boolean changed = !memory.state().host(old).switchedOff();
    if (changed) {
      work.machines().find(old).ifPresent(machine -> machine.server().stopAndWait());
      journal.record(old, "machine-switched-off", Map.of());
      memory.changeHost(old, XPhoneHost::withSwitchedOff);
    }
    return new HandResult(
        Hand.SWITCH_OFF_OLD.label(), changed, "The old XPhone server is switched off (R16).");
  }

  private Machine runningTarget() throws HandRefused {
    Machine target = work.installedTarget();
    if (target.server().awaitSettled() != ServiceState.RUNNING) {
      throw new HandRefused(
          "The XPhone service on %s does not run (row 9).".formatted(target.host()));
    }
    return target;
  }
}
