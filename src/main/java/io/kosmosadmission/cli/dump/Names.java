package io.kosmosadmission.cli.dump;

/** What is made of the names in a dump. */
interface Names {

    /** Returns what stands in the place of a name, or of a label's value. */
    String name(String name);

    /** Returns what stands in the place of a node's name. */
    String node(String name);

    /** Returns whether that value of the label is kept as it is. */
    boolean keepsLabel(String key, String value);

    /** Returns the rules under other names; an empty text where there is no telling what they say. */
    String rules(String text);
}
