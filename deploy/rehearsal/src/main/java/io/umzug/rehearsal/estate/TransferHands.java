package io.umzug.rehearsal.estate;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** The hands of the transfer from a V4 to a new machine (R1–R8). */
final class TransferHands {

  /** The last V4 (R1). */
  private static final String LAST_V4 = "4.5.35 SR5";

  private final Workplace work;
  private final V4Folder old;

  TransferHands(Workplace work) {
    this.work = work;
    this.old = new V4Folder(work.folder().v4());
  }

  HandResult updateV4() {
    return work.once(
        Hand.UPDATE_V4,
        Hand.UPDATE_V4.label(),
        Topology.V4_HOST,
        Map.of("version", LAST_V4),
        "XPhone UC 2011 is updated to %s (R1).".formatted(LAST_V4));
  }

  HandResult updateMigrationsManager() throws HandRefused {
    require(Hand.UPDATE_V4, "the V4 has not been updated to %s".formatted(LAST_V4));
    return work.once(
        Hand.UPDATE_MIGRATIONS_MANAGER,
        Hand.UPDATE_MIGRATIONS_MANAGER.label(),
        Topology.V4_HOST,
        Map.of(),
        "The V4's Migrations-Manager is updated (R2).");
  }

  /** The Migrations-Manager writes all five artefacts to where every machine reaches them (R6). */
  HandResult export() throws HandRefused {
    require(Hand.UPDATE_MIGRATIONS_MANAGER, "its Migrations-Manager has not been updated");
    if (work.memory().state().host(Topology.V4_HOST).switchedOff()) {
      throw new HandRefused("The V4 machine is switched off (R16).");
    }
    Map<String, Integer> counts = new LinkedHashMap<>();
    for (Artefact artefact : Artefact.values()) {
      Path to = work.folder().transfer().resolve(artefact.folder());
      if (!work.isDone(Hand.EXPORT_V4.label())) {
        V4Folder.copy(old.of(artefact), to);
      }
      counts.put(artefact.letter(), V4Folder.count(artefact, to));
    }
    HandResult done =
        work.once(
            Hand.EXPORT_V4,
            Hand.EXPORT_V4.label(),
            Topology.V4_HOST,
            counted(counts),
            "Exported to %s: %s".formatted(work.folder().transfer(), counts));
    return new HandResult(done.hand(), done.changed(), done.text(), counts);
  }

  private static Map<String, String> counted(Map<String, Integer> counts) {
    Map<String, String> details = new LinkedHashMap<>();
    counts.forEach((letter, count) -> details.put(letter, String.valueOf(count)));
    return details;
  }

  /** One of the five is taken into the V9 (R6 a–e). */
  HandResult take(Map<String, String> parameters) throws HandRefused {
    String letter = parameters.getOrDefault("artefact", "");
    Artefact artefact =
        Artefact.lettered(letter)
            .orElseThrow(
                () ->
                    new HandRefused(
                        "'%s' is none of R6's a, b, c, d, e. Say ?artefact=…".formatted(letter)));
    Machine target = work.installedTarget();
    require(Hand.EXPORT_V4, "nothing has been exported from it");
    Path from = work.folder().transfer().resolve(artefact.folder());
    Path to = target.folder().folder().resolve("Imported").resolve(artefact.folder());
    String trace = Hand.IMPORT_V4.label() + " " + artefact.letter();
    if (!work.isDone(trace)) {
      V4Folder.copy(from, to);
    }
    int count = V4Folder.count(artefact, to);
    HandResult done =
        work.once(
            Hand.IMPORT_V4,
            trace,
            target.host(),
            Map.of("artefact", artefact.letter(), "count", String.valueOf(count)),
            "%d of %s imported (R6%s).".formatted(count, artefact.folder(), artefact.letter()));
    return new HandResult(
        done.hand(), done.changed(), done.text(), Map.of(artefact.letter(), count));
  }

  /** With the old machine's MAC address, before anything is swapped (R8). */
  HandResult requestLicence() {
    return work.once(
        Hand.REQUEST_LICENCE,
        Hand.REQUEST_LICENCE.label(),
        Topology.V4_HOST,
        Map.of("customer", "Bestehender Kunde", "mac", "02-00-00-4F-56-34"),
        "The licence is ordered for a 'Bestehender Kunde' with the old machine's MAC (R8).");
  }

  private void require(Hand first, String missing) throws HandRefused {
    if (!work.isDone(first.label())) {
      throw new HandRefused(
          "On %s %s yet (%s): first %s."
              .formatted(Topology.V4_HOST, missing, first.row(), first.label()));
    }
  }
}
