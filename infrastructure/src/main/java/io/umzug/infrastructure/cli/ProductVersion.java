package io.umzug.infrastructure.cli;

import picocli.CommandLine.IVersionProvider;

/** The version in the jar's manifest; classes outside a jar have none. */
final class ProductVersion implements IVersionProvider {

  @Override
  public String[] getVersion() {
    String version = ProductVersion.class.getPackage().getImplementationVersion();
    return new String[] {
      "umzug " + (version == null ? "(development build)" : version), "Java " + Runtime.version()
    };
  }
}
