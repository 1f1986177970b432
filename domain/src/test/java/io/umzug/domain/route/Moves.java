package io.umzug.domain.route;

import io.umzug.domain.plan.XPhoneVersion;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Facts to begin with, and facts by chance. */
public final class Moves {

  private Moves() {}

  /** A small server on V8 with everything that could be asked for known. */
  public static MoveFacts small() {
    return MoveFacts.nothing()
        .with(Fact.WANTED, Wanted.V9)
        .with(Fact.FROM, XPhoneVersion.V8)
        .with(Fact.ONLY_DATABASES_MOVE, false)
        .with(Fact.USERS, 120)
        .with(Fact.TEAM_DESK, false)
        .with(Fact.MOBILE_USERS, 20)
        .with(Fact.DATABASE_SIZES, gigabytes("4"))
        .with(Fact.TARGET_SQL_PLACE, SqlServerPlace.INTEGRATED)
        .with(Fact.SOURCE_SQL_VERSION, SqlServerRelease.SQL_2017)
        .with(Fact.TARGET_SQL_VERSION, SqlServerRelease.SQL_2019)
        .with(Fact.DOWNTIME_HOURS, 20)
        .with(Fact.HOURS_PER_HOP, new BigDecimal("5"))
        .with(Fact.MAPI_CALENDAR, false)
        .with(Fact.MAPI_CONTACTS, false)
        .with(Fact.MAPI_VOICEMAIL, false)
        .with(Fact.SERVICE_ACCOUNT, false)
        .with(Fact.ANALYTICS, false)
        .with(Fact.FEDERATION, false)
        .with(Fact.SOURCE_VIRTUAL, true);
  }

  /** XPDATA with this size, the other databases smaller. */
  static DatabaseSizes gigabytes(String size) {
    return DatabaseSizes.of(
        Map.of("XPDATA", new BigDecimal(size), "XPVDIR", new BigDecimal("0.1")));
  }

  /** Each fact by chance, and unknown as often as this. */
  static MoveFacts random(Random random, double unknown) {
    MoveFacts facts = MoveFacts.nothing();
    for (Fact<?> fact : Fact.ALL) {
      if (random.nextDouble() >= unknown) {
        facts = facts.with(known(random, fact));
      }
    }
    return facts;
  }

  private static <T> Known<T> known(Random random, Fact<T> fact) {
    return new Known<>(fact, value(random, fact.kind()));
  }

  @SuppressWarnings("unchecked")
  private static <T> T value(Random random, Kind<T> kind) {
    return switch (kind) {
      case Kind.YesNo _ -> (T) (Object) random.nextBoolean();
      case Kind.OneOf<?> oneOf -> (T) pick(random, oneOf.all());
      case Kind.Amount _ -> (T) BigDecimal.valueOf(random.nextInt(1, 200), 1);
      case Kind.Sizes _ -> (T) gigabytes(String.valueOf(random.nextInt(1, 14)));
      case Kind.Whole whole -> {
        List<Integer> near = new ArrayList<>(whole.suppositions(null));
        near.add(Math.clamp(random.nextInt(1000), whole.least(), whole.most()));
        yield (T) pick(random, near);
      }
    };
  }

  private static <T> T pick(Random random, List<T> values) {
    return values.get(random.nextInt(values.size()));
  }

  /** Facts that are likely to come to advice: the small server with a few things changed. */
  static MoveFacts variation(Random random) {
    MoveFacts facts = small();
    int changes = random.nextInt(1, 6);
    for (int i = 0; i < changes; i++) {
      facts = facts.with(known(random, pick(random, Fact.ALL)));
    }
    return random.nextInt(4) == 0 ? facts.without(pick(random, Fact.ALL)) : facts;
  }
}
