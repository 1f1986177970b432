package io.umzug.domain.migration;

import io.umzug.domain.evidence.Snapshot;

/**
 * A snapshot, and how far the move had come when it was taken.
 *
 * @param standing from where the move goes on after a rollback to it
 */
public record RestorePoint(Snapshot snapshot, Standing standing) {}
