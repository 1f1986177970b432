package io.umzug.domain.script;

/**
 * What goes to the server in one piece.
 *
 * @param number from 1, counting batches that hold a statement
 * @param start of its first statement
 * @param text as in the script, variables replaced, commands of sqlcmd taken out
 * @param repeat how often it is run, from 1
 * @param lines from the server's line numbers back to the script's
 */
public record ScriptBatch(long number, ScriptPlace start, String text, int repeat, LineMap lines) {}
