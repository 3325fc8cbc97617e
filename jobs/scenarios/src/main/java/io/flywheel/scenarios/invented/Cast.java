package io.flywheel.scenarios.invented;

import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * The invented customers of a scenario: a few with names, and as many others as asked for.
 *
 * <p><b>Shape:</b> who somebody is follows from the seed and their number alone, whatever happened before. The first numbers are the
 * named ones: {@code globex} the champion, {@code initech} who slips away, {@code umbrella} who is well, and the company {@code acme}
 * with three contacts of its own. Of the others one in four belongs to a company of four contacts.
 */
public final class Cast {

    /** The ids of the customers with names, in the order of their numbers. */
    public static final List<String> NAMED =
            List.of("globex", "initech", "umbrella", "acme", "acme-buyer", "acme-admin", "acme-analyst");

    /** The number of the champion who may be lost. */
    static final int CHAMPION = 0;

    private static final int CONTACTS_OF_A_COMPANY = 4;
    private static final List<Temperament> NAMED_TEMPERAMENTS =
            List.of(Temperament.CHAMPION, Temperament.CHURNING, Temperament.HEALTHY);
    private static final List<String> REGIONS = List.of("emea", "americas", "apac");
    private static final List<String> COMPANY_SEGMENTS = List.of("smb", "mid-market", "enterprise");
    private static final List<String> PLANS = List.of("free", "basic", "pro");
    private static final List<String> CAMPAIGNS =
            List.of("spring-launch", "webinar-series", "partner-offer", "newsletter");

    private final long seed;

    Cast(long seed) {
        this.seed = seed;
    }

    /** The customer with this number, counted from 0. */
    Person person(int number) {
        SplittableRandom random = randomOf(number);
        String account = accountOf(number);
        String region = pick(REGIONS, account == null ? random : new SplittableRandom(seed + account.hashCode()));
        boolean named = number < NAMED.size();
        Temperament temperament = named
                ? NAMED_TEMPERAMENTS.get(Math.min(number, NAMED_TEMPERAMENTS.size() - 1))
                : temperament(random.nextDouble());
        Stage stage = named ? Stage.CUSTOMER : stage(random.nextDouble());
        return new Person(
                named ? NAMED.get(number) : String.format(Locale.ROOT, "c-%06d", number),
                account,
                temperament,
                stage,
                region,
                account == null ? "consumer" : pick(COMPANY_SEGMENTS, random),
                named ? "pro" : pick(PLANS, random),
                pick(CAMPAIGNS, random));
    }

    /** The luck of one customer, theirs alone, so that nobody's journey depends on how often others are drawn. */
    SplittableRandom randomOf(int number) {
        return new SplittableRandom(seed ^ (0x9e3779b97f4a7c15L * (number + 1L)));
    }

    private static @Nullable String accountOf(int number) {
        if (number < NAMED.size()) {
            return NAMED.get(number).startsWith("acme") ? "acme" : NAMED.get(number);
        }
        int group = number / CONTACTS_OF_A_COMPANY;
        return group % 4 == 0 ? String.format(Locale.ROOT, "a-%06d", group) : null;
    }

    private static Temperament temperament(double share) {
        if (share < 0.45) {
            return Temperament.HEALTHY;
        }
        if (share < 0.80) {
            return Temperament.CASUAL;
        }
        return share < 0.90 ? Temperament.CHURNING : Temperament.CHAMPION;
    }

    private static Stage stage(double share) {
        if (share < 0.40) {
            return Stage.VISITOR;
        }
        return share < 0.60 ? Stage.EVALUATOR : Stage.CUSTOMER;
    }

    private static String pick(List<String> choices, SplittableRandom random) {
        return choices.get(random.nextInt(choices.size()));
    }
}
