package io.kosmosadmission.reading.scheduling;

import com.fasterxml.jackson.core.JsonParser;
import io.kosmosadmission.kube.Quantity;
import io.kosmosadmission.reading.objects.Shape;
import io.kosmosadmission.scheduler.Resources;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/** Reads quantities by resource name. One that is no quantity counts as none. */
final class ResourcesReader {

    static final String CPU = "cpu";
    static final String MEMORY = "memory";
    static final String PODS = "pods";
    private static final String EPHEMERAL_STORAGE = "ephemeral-storage";

    private ResourcesReader() {}

    /** Returns each amount by its name: cpu in thousandths, all others in whole units. */
    static Map<String, Long> amounts(JsonParser parser) throws IOException {
        Map<String, Long> amounts = new LinkedHashMap<>();
        if (Shape.isObject(parser)) {
            for (String name = Shape.nextField(parser); name != null; name = Shape.nextField(parser)) {
                if (parser.currentToken().isScalarValue()) {
                    String text = parser.getText(); // the API takes a number, too
                    long amount = name.equals(CPU) ? Quantity.milliValue(text) : Quantity.value(text);
                    amounts.put(name, Math.max(0, amount));
                } else {
                    parser.skipChildren();
                }
            }
        }
        return amounts;
    }

    /** Returns the amounts; pods are no resource that a pod asks for. */
    static Resources resources(Map<String, Long> amounts) {
        Map<String, Long> extended = new LinkedHashMap<>(amounts);
        extended.remove(PODS);
        long cpu = taken(extended, CPU);
        long memory = taken(extended, MEMORY);
        long storage = taken(extended, EPHEMERAL_STORAGE);
        extended.values().removeIf(amount -> amount == 0);
        return new Resources(cpu, memory, storage, extended);
    }

    private static long taken(Map<String, Long> amounts, String name) {
        Long amount = amounts.remove(name);
        return amount == null ? 0 : amount;
    }
}
