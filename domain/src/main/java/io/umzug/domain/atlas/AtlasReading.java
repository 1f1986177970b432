package io.umzug.domain.atlas;

/** What came of reading an atlas.xml: its entries, or why it was not understood. */
public sealed interface AtlasReading permits AtlasFile, AtlasRefusal {}
