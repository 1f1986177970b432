package io.umzug.application.migration;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import io.umzug.application.migration.MigrationMessage.Instruct;
import io.umzug.application.migration.MigrationMessage.Submit;
import io.umzug.domain.migration.Decider;
import io.umzug.domain.migration.Decision;
import io.umzug.domain.migration.Decision.Accepted;
import io.umzug.domain.migration.Evolution;
import io.umzug.domain.migration.Migration;
import io.umzug.domain.migration.MigrationCommand;
import io.umzug.domain.migration.MigrationEvent;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.AggregateRoot;
import org.axonframework.modelling.command.CreationPolicy;
import org.jspecify.annotations.Nullable;

/** Axon's shell around the domain's state, decide and evolve. */
@AggregateRoot(type = MigrationAggregate.TYPE)
public class MigrationAggregate {

  /** The aggregate's type as it is stored beside every event. */
  public static final String TYPE = "migration";

  @AggregateIdentifier private @Nullable String id;
  private Migration state = Migration.initial();

  @CommandHandler
  @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
  public Decision handle(Instruct message) {
    return decide(message.instruction());
  }

  @CommandHandler
  @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
  public Decision handle(Submit message) {
    return decide(message.report());
  }

  private Decision decide(MigrationCommand command) {
    Decision decision = Decider.decide(state, command);
    if (decision instanceof Accepted accepted) {
      accepted.events().forEach(event -> apply(event));
    }
    return decision;
  }

  @EventSourcingHandler
  public void on(MigrationEvent event) {
    id = event.migration().value();
    state = Evolution.evolve(state, event);
  }
}
