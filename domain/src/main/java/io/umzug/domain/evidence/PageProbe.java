package io.umzug.domain.evidence;

/** How a page answered; {@code status} is the HTTP status. */
public record PageProbe(String page, String url, int status) {}
