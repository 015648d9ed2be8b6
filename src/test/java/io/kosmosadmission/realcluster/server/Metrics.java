package io.kosmosadmission.realcluster.server;

import java.util.stream.Stream;

/** What a server measures, in Prometheus' text format. */
public record Metrics(String text) {

    /** Of all series of that name whose labels hold these texts. */
    public double sum(String name, String... labels) {
        return text.lines()
                .filter(line -> line.startsWith(name + "{"))
                .filter(line -> Stream.of(labels).allMatch(line::contains))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                .sum();
    }
}
