package io.kosmosadmission.cli.dump;

import com.fasterxml.jackson.databind.JsonNode;
import io.kosmosadmission.cli.review.Trees;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Iterator;

/** Writes objects as the items of one List in YAML, each as it comes. */
final class ListWriter {

    private final PrintWriter out;
    private boolean begun;

    ListWriter(PrintWriter out) {
        this.out = out;
    }

    void write(JsonNode object) throws IOException {
        if (!begun) {
            out.print("apiVersion: v1\nkind: List\nitems:\n");
            begun = true;
        }
        Iterator<String> lines = Trees.yaml(object).lines().iterator();
        for (String before = "- "; lines.hasNext(); before = "  ") {
            String line = lines.next();
            out.print(line.isEmpty() ? "\n" : before + line + "\n");
        }
    }

    /** Ends the list; one without items is written as such. */
    void end() {
        if (!begun) {
            out.print("apiVersion: v1\nkind: List\nitems: []\n");
        }
    }
}
