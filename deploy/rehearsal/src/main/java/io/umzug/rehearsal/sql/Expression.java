package io.umzug.rehearsal.sql;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** An expression of T-SQL, as it stands in defaults, checks and computed columns. */
sealed interface Expression {

  /** A number, string, NULL or binary, as it is to be written. */
  record Constant(String text) implements Expression {}

  /** A column, or another name of several parts. */
  record Name(List<String> parts) implements Expression {}

  record Call(List<String> name, List<Expression> arguments) implements Expression {}

  /** CAST, CONVERT and their kin: {@code function} is the word in front of the parenthesis. */
  record Conversion(String function, String type, Expression value, @Nullable Expression style)
      implements Expression {}

  /** A sign or a bitwise complement. */
  record Signed(String sign, Expression operand) implements Expression {}

  record Arithmetic(String operator, Expression left, Expression right) implements Expression {}

  record Comparison(String operator, Expression left, Expression right) implements Expression {}

  record IsNull(Expression operand, boolean negated) implements Expression {}

  record Like(Expression operand, Expression pattern, @Nullable Expression escape)
      implements Expression {}

  record Not(Expression operand) implements Expression {}

  /** AND or OR over two or more. */
  record Joined(String word, List<Expression> operands) implements Expression {}

  record Case(@Nullable Expression subject, List<Branch> branches, @Nullable Expression otherwise)
      implements Expression {}

  /** WHEN … THEN. */
  record Branch(Expression when, Expression then) {}

  record Collated(Expression operand, String collation) implements Expression {}

  /** NEXT VALUE FOR. */
  record NextValue(List<String> sequence) implements Expression {}
}
