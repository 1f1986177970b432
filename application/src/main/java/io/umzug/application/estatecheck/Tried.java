package io.umzug.application.estatecheck;

/** A trial that was made. */
public record Tried(Entry entry, String what, Answer answer) {}
