package io.umzug.application.saga;

import io.umzug.domain.migration.WorkOrder;

/** The payload of a work order's deadline. */
public record WorkDeadline(WorkOrder order) {}
