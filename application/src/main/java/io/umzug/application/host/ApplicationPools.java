package io.umzug.application.host;

import io.umzug.application.estate.Estate;
import java.util.Optional;
import java.util.function.Supplier;

/** Driven port: the IIS application pool of the Analytics site (R28). */
public interface ApplicationPools {

  /** Of estates without an IIS that could be asked. */
  ApplicationPools NONE =
      new ApplicationPools() {
        @Override
        public Optional<Identity> identity(Estate estate) {
          return Optional.empty();
        }

        @Override
        public void set(Estate estate, String account, Supplier<String> password)
            throws PoolProblem {
          throw new PoolProblem("There is no IIS here.", "Set it in the IIS Manager.", "none");
        }
      };

  /**
   * As whom a pool's processes run.
   *
   * @param type as IIS calls it, such as {@code SpecificUser} or {@code ApplicationPoolIdentity}
   * @param account the Windows account that this comes to
   */
  record Identity(String pool, String type, String account) {}

  /** The pool cannot be seen or changed. */
  final class PoolProblem extends Exception {

    private static final long serialVersionUID = 1L;

    private final String sentence;
    private final String remedy;

    /**
     * @param exactText what IIS or the machine said, unchanged
     */
    public PoolProblem(String sentence, String remedy, String exactText) {
      super(exactText);
      this.sentence = sentence;
      this.remedy = remedy;
    }

    public String sentence() {
      return sentence;
    }

    public String remedy() {
      return remedy;
    }
  }

  /**
   * Asks.
   *
   * @return empty where the estate does not say how the machine's IIS is asked
   */
  Optional<Identity> identity(Estate estate) throws PoolProblem, InterruptedException;

  /**
   * Gives it an account.
   *
   * @param password asked for once, and shown nowhere
   * @throws PoolProblem where the estate does not allow it, or IIS refuses
   */
  void set(Estate estate, String account, Supplier<String> password)
      throws PoolProblem, InterruptedException;
}
