package io.umzug.application.migration;

import io.umzug.application.migration.MigrationMessage.Instruct;
import io.umzug.application.migration.MigrationMessage.Submit;
import io.umzug.domain.migration.Decision;
import io.umzug.domain.migration.Instruction;
import io.umzug.domain.migration.MigrationId;
import io.umzug.domain.migration.Report;
import java.util.Map;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.commandhandling.gateway.CommandGateway;

/** Where instructions and reports are handed in; answers with the move's own decision. */
public final class MigrationDesk {

  /** Metadata key of every event: the person behind it. */
  public static final String PERSON = "person";

  /** Metadata key of every event: the way it came, an {@link Actor.Origin}. */
  public static final String ORIGIN = "origin";

  private final CommandGateway commands;

  public MigrationDesk(CommandGateway commands) {
    this.commands = commands;
  }

  public Decision instruct(MigrationId id, Instruction instruction, Actor actor) {
    return send(new Instruct(id.value(), instruction), actor);
  }

  public Decision report(Report report, Actor actor) {
    return send(new Submit(report.migration().value(), report), actor);
  }

  private Decision send(MigrationMessage message, Actor actor) {
    return commands.sendAndWait(
        GenericCommandMessage.asCommandMessage(message)
            .andMetaData(Map.of(PERSON, actor.person(), ORIGIN, actor.origin().name())));
  }
}
