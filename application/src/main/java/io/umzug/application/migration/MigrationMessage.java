package io.umzug.application.migration;

import io.umzug.domain.migration.Instruction;
import io.umzug.domain.migration.Report;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** The two messages that reach the aggregate; Axon routes by class, the domain by content. */
public sealed interface MigrationMessage {

  /** The move's id. */
  String migration();

  record Instruct(@TargetAggregateIdentifier String migration, Instruction instruction)
      implements MigrationMessage {}

  record Submit(@TargetAggregateIdentifier String migration, Report report)
      implements MigrationMessage {}
}
