package io.umzug.rehearsal.sql;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A piece of a batch. Token lists end in {@link Token.Kind#END}. */
sealed interface Statement {

  record Plain(List<Token> tokens) implements Statement {}

  record Conditional(List<Token> condition, Statement then, @Nullable Statement otherwise)
      implements Statement {}

  record Block(List<Statement> statements) implements Statement {}
}
