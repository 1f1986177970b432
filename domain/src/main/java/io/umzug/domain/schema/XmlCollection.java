package io.umzug.domain.schema;

/** Schemas of typed XML, in one text. */
public record XmlCollection(ObjectName name, String content) {}
