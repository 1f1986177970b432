package io.umzug.application.saga;

import io.umzug.domain.plan.Task;
import java.time.Duration;

/**
 * How long each kind of work may take before somebody should look: what moves or counts whole
 * databases, and the rest.
 */
public record WorkLimits(Duration ofDatabases, Duration ofTheRest) {

  Duration of(Task task) {
    return switch (task) {
      case BACK_UP_DATABASES,
          RESTORE_DATABASES,
          TAKE_SNAPSHOT,
          RESTORE_SNAPSHOT,
          EXPORT_SCRIPTS,
          RUN_SCRIPTS,
          RUN_BATCH_FILES,
          VERIFY_DATABASES ->
          ofDatabases;
      case CREATE_DATABASES,
          ENABLE_FILESTREAM,
          PROBE_SQL_SERVERS,
          REWRITE_ATLAS,
          START_SERVICE,
          RESTART_SERVICE,
          CONFIRM_BY_HAND,
          STOP_SERVICE,
          RUN_SERVICE,
          SURVEY_TARGETS,
          APPROVE_OVERWRITE,
          CHECK_CSV,
          RUN_PREFLIGHT,
          ACCEPT_FINDINGS ->
          ofTheRest;
    };
  }
}
