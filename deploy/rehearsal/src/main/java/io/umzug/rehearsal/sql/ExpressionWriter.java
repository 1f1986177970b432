package io.umzug.rehearsal.sql;

import io.umzug.rehearsal.sql.Expression.Arithmetic;
import io.umzug.rehearsal.sql.Expression.Branch;
import io.umzug.rehearsal.sql.Expression.Call;
import io.umzug.rehearsal.sql.Expression.Case;
import io.umzug.rehearsal.sql.Expression.Collated;
import io.umzug.rehearsal.sql.Expression.Comparison;
import io.umzug.rehearsal.sql.Expression.Constant;
import io.umzug.rehearsal.sql.Expression.Conversion;
import io.umzug.rehearsal.sql.Expression.IsNull;
import io.umzug.rehearsal.sql.Expression.Joined;
import io.umzug.rehearsal.sql.Expression.Like;
import io.umzug.rehearsal.sql.Expression.Name;
import io.umzug.rehearsal.sql.Expression.NextValue;
import io.umzug.rehearsal.sql.Expression.Not;
import io.umzug.rehearsal.sql.Expression.Signed;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Writes an expression as the catalog views of SQL Server show it: names in brackets, numbers in
 * parentheses, functions in small letters. What it writes reads back as the same expression.
 */
final class ExpressionWriter {

  private ExpressionWriter() {}

  /** The whole, in the parentheses that every definition has. */
  static String definition(Expression expression) {
    return "(" + text(expression) + ")";
  }

  private static String text(Expression expression) {
    return switch (expression) {
      case Constant constant -> constant(constant.text());
      case Name name -> brackets(name.parts());
      case Call call ->
          (call.name().size() == 1
                  ? call.name().getFirst().toLowerCase(Locale.ROOT)
                  : brackets(call.name()))
              + "("
              + call.arguments().stream()
                  .map(ExpressionWriter::text)
                  .collect(Collectors.joining(","))
              + ")";
      case Conversion conversion -> conversion(conversion);
      case Signed signed -> signed.sign() + operand(signed.operand());
      case Arithmetic sum -> operand(sum.left()) + sum.operator() + operand(sum.right());
      case Comparison comparison ->
          operand(comparison.left()) + comparison.operator() + operand(comparison.right());
      case IsNull test -> operand(test.operand()) + (test.negated() ? " IS NOT NULL" : " IS NULL");
      case Like like ->
          operand(like.operand())
              + " like "
              + operand(like.pattern())
              + (like.escape() == null ? "" : " escape " + operand(like.escape()));
      case Not not ->
          "NOT "
              + (not.operand() instanceof Joined
                  ? "(" + text(not.operand()) + ")"
                  : text(not.operand()));
      case Joined joined -> joined(joined);
      case Case choice -> choice(choice);
      case Collated collated -> operand(collated.operand()) + " collate " + collated.collation();
      case NextValue next -> "NEXT VALUE FOR " + brackets(next.sequence());
    };
  }

  private static String constant(String text) {
    boolean number = !Character.isLetter(text.charAt(0)) && text.charAt(0) != '\'';
    boolean plain = !number || text.startsWith("0x");
    return plain ? text : "(" + text + ")";
  }

  private static String brackets(List<String> parts) {
    return parts.stream()
        .map(part -> "[" + part.replace("]", "]]") + "]")
        .collect(Collectors.joining("."));
  }

  private static String conversion(Conversion conversion) {
    if (conversion.function().equals("TRY_CAST")) {
      return conversion.style() == null
          ? "TRY_CAST(" + text(conversion.value()) + " AS " + conversion.type() + ")"
          : "TRY_CONVERT(%s,%s,%s)"
              .formatted(conversion.type(), text(conversion.value()), text(conversion.style()));
    }
    return "CONVERT("
        + conversion.type()
        + ","
        + text(conversion.value())
        + (conversion.style() == null ? "" : "," + text(conversion.style()))
        + ")";
  }

  private static String operand(Expression expression) {
    boolean compound =
        switch (expression) {
          case Arithmetic _,
              Comparison _,
              IsNull _,
              Like _,
              Not _,
              Joined _,
              Signed _,
              Collated _ ->
              true;
          case Constant _, Name _, Call _, Conversion _, Case _, NextValue _ -> false;
        };
    return compound ? "(" + text(expression) + ")" : text(expression);
  }

  private static String joined(Joined joined) {
    return joined.operands().stream()
        .map(
            operand ->
                operand instanceof Joined inner && joined.word().equals("AND")
                    ? "(" + text(inner) + ")"
                    : text(operand))
        .collect(Collectors.joining(" " + joined.word() + " "));
  }

  private static String choice(Case choice) {
    StringBuilder text = new StringBuilder("case");
    if (choice.subject() != null) {
      text.append(' ').append(text(choice.subject()));
    }
    for (Branch branch : choice.branches()) {
      text.append(" when ").append(text(branch.when()));
      text.append(" then ").append(text(branch.then()));
    }
    if (choice.otherwise() != null) {
      text.append(" else ").append(text(choice.otherwise()));
    }
    return text.append(" end").toString();
  }
}
