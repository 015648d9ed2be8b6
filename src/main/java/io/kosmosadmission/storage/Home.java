package io.kosmosadmission.storage;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/** The providers in which a claim's volume can be attached. */
public sealed interface Home {

    /**
     * A set of providers.
     *
     * @param hard whether the volume is bound to them (block storage), or only made for them (file services)
     * @param placed whether the nodes that its volume or class selects told it: these reach it, whatever else they bear
     * @param driver who attaches it, empty where something else than a driver told the home
     * @param because what told it, for people: {@code storage class "gp3" of aws (ebs.csi.aws.com)}
     */
    record Known(Set<String> providers, boolean hard, boolean placed, String driver, String because) implements Home {

        public Known {
            providers = Collections.unmodifiableSet(new TreeSet<>(providers));
        }

        Known limitedTo(Set<String> left, String why) {
            return new Known(left, hard, placed, driver, why);
        }
    }

    /** Anywhere: the storage belongs to no provider. */
    record Anywhere() implements Home {}

    /** Not to be told; the reason is for people, and not always worth a warning. */
    record Unknown(String why, boolean odd) implements Home {}

    Home ANYWHERE = new Anywhere();

    static Home unknown(String why) {
        return new Unknown(why, false);
    }

    /** Unknown, and somebody should look at it. */
    static Home odd(String why) {
        return new Unknown(why, true);
    }

    default <T> T match(Function<Known, T> known, Function<Anywhere, T> anywhere, Function<Unknown, T> unknown) {
        if (this instanceof Known it) {
            return known.apply(it);
        }
        return this instanceof Anywhere it ? anywhere.apply(it) : unknown.apply((Unknown) this);
    }

    default Optional<Known> ifKnown() {
        return match(Optional::of, anywhere -> Optional.empty(), unknown -> Optional.empty());
    }

    default Optional<Known> ifHard() {
        return ifKnown().filter(Known::hard);
    }

    /** For people: {@code aws}, {@code aws or gcp}. */
    static String names(Set<String> providers) {
        return String.join(" or ", List.copyOf(providers));
    }
}
