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
     * A set of providers; an empty one where the driver and the topology of the storage have no provider in common.
     *
     * @param hard whether the volume can be attached in these providers alone (block storage), or could be reached from
     *     others (file services)
     * @param placed whether the home was found from the nodes that the volume or class selects; these reach the volume,
     *     whatever other labels they have
     * @param driver the driver that attaches the volume; empty where the home was found without one
     * @param because what gives the home, for people: {@code storage class "gp3" of aws (ebs.csi.aws.com)}
     */
    record Known(Set<String> providers, boolean hard, boolean placed, String driver, String because) implements Home {

        public Known {
            providers = Collections.unmodifiableSet(new TreeSet<>(providers));
        }

        /** Returns whether the volume can be attached nowhere. */
        boolean isNowhere() {
            return providers.isEmpty();
        }

        Known limitedTo(Set<String> left, String why) {
            return new Known(left, hard, placed, driver, why);
        }
    }

    /** Any provider: the storage belongs to none. */
    record Anywhere() implements Home {}

    /** A home that can't be told. why is the reason for people; suspicious says whether it deserves a warning. */
    record Unknown(String why, boolean suspicious) implements Home {}

    static Home anywhere() {
        return new Anywhere();
    }

    /** Returns an unknown home that is nothing unusual. */
    static Home unknown(String why) {
        return new Unknown(why, false);
    }

    /** Returns an unknown home that deserves a warning. */
    static Home suspicious(String why) {
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

    /** Returns the providers for people: {@code aws}, {@code aws or gcp}. */
    static String names(Set<String> providers) {
        return String.join(" or ", List.copyOf(providers));
    }
}
