package io.kosmosadmission.realcluster;

import java.util.stream.Stream;

/** What a server measures, in Prometheus' text format. */
record Metrics(String text) {

    /** Of all series of that name whose labels hold these texts. */
    double sum(String name, String... labels) {
        return text.lines()
                .filter(line -> line.startsWith(name + "{"))
                .filter(line -> Stream.of(labels).allMatch(line::contains))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                .sum();
    }
}
