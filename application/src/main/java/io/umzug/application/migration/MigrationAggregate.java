package io.umzug.application.migration;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import io.umzug.application.migration.MigrationMessage.Instruct;
import io.umzug.application.migration.MigrationMessage.Submit;
import io.umzug.domain.migration.Decider;
import io.umzug.domain.migration.Decision;
import io.umzug.domain.migration.Decision.Accepted;
import io.umzug.domain.migration.Decision.Refused;
import io.umzug.domain.migration.Evolution;
import io.umzug.domain.migration.Migration;
import io.umzug.domain.migration.MigrationCommand;
import io.umzug.domain.migration.MigrationEvent;
import io.umzug.domain.migration.MigrationEvent.MigrationAbandoned;
import io.umzug.domain.migration.MigrationEvent.MigrationCompleted;
import io.umzug.domain.migration.MigrationEvent.MigrationOpened;
import io.umzug.domain.migration.MigrationId;
import io.umzug.domain.migration.Particulars;
import io.umzug.domain.migration.Refusal;
import java.util.Optional;
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
  public Decision handle(Instruct message, EstateClaims claims) {
    return decide(message.instruction(), claims);
  }

  @CommandHandler
  @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
  public Decision handle(Submit message, EstateClaims claims) {
    return decide(message.report(), claims);
  }

  private Decision decide(MigrationCommand command, EstateClaims claims) {
    Decision decision = Decider.decide(state, command);
    if (decision instanceof Accepted accepted) {
      for (MigrationEvent event : accepted.events()) {
        if (event instanceof MigrationOpened opened) {
          Particulars move = opened.particulars();
          Optional<MigrationId> holder = claims.claim(move.estate(), move.id());
          if (holder.isPresent()) {
            return new Refused(new Refusal.EstateIsTaken(move.estate(), holder.get().value()));
          }
        }
        if (event instanceof MigrationCompleted || event instanceof MigrationAbandoned) {
          claims.release(event.migration());
        }
        apply(event);
      }
    }
    return decision;
  }

  @EventSourcingHandler
  public void on(MigrationEvent event) {
    id = event.migration().value();
    state = Evolution.evolve(state, event);
  }
}
