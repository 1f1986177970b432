package io.umzug.domain.migration;

import io.umzug.domain.evidence.Snapshot;

/**
 * A snapshot, and how far the move had come when it was taken.
 *
 * @param standing from where the move goes on after a rollback to it
 * @param traces what the move had left on the machines by then
 * @param takenBack whether a rollback led back to before it: what it holds belongs to a course that
 *     was undone
 */
public record RestorePoint(Snapshot snapshot, Standing standing, Traces traces, boolean takenBack) {

  String id() {
    return snapshot.id();
  }

  RestorePoint with(Snapshot other) {
    return new RestorePoint(other, standing, traces, takenBack);
  }

  RestorePoint undone() {
    return new RestorePoint(snapshot, standing, traces, true);
  }
}
