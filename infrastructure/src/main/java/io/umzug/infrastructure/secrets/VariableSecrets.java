package io.umzug.infrastructure.secrets;

import java.util.Map;
import java.util.Optional;

/** Secrets in this process's environment. */
record VariableSecrets(Map<String, String> environment) implements Secrets.Source {

  @Override
  public String place(String name) {
    return "the variable " + CredentialName.variable(name);
  }

  /** An empty variable is one that somebody has forgotten to fill. */
  @Override
  public Optional<String> look(String name) {
    return Optional.ofNullable(environment.get(CredentialName.variable(name)))
        .filter(secret -> !secret.isEmpty());
  }

  @Override
  public String toString() {
    return "variables";
  }
}
