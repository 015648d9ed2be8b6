package io.kosmosadmission.hostile;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.util.RawValue;
import java.util.List;
import java.util.Random;

/** Values of JSON that a field rarely has: of another type, out of range, far too long or far too deep. */
final class HostileValues {
    private static final List<String> WRITTEN = List.of(
            "null",
            "true",
            "false",
            "0",
            "-1",
            "1.5",
            "-0",
            "1e400",
            "2147483648",
            "-9223372036854775809",
            "1E-999999999",
            "0." + "0".repeat(400) + "1",
            "9".repeat(900),
            "9".repeat(1_100),
            "\"\"",
            "\" \"",
            "[]",
            "{}",
            "[null]",
            "[[]]",
            "[{}]",
            "[\"\"]",
            "[0]",
            "{\"\":\"\"}",
            "{\"a\":null}",
            "\"\\ud800\"",
            "\"\\udc00\\ud800\"",
            "\"\\u0000\"",
            "\"\\u202e\\u0007\\\\\\\"\\n\"",
            "\"\u00e9\ud83d\ude00\"",
            "\"\\/\\b\\f\"",
            "{\"\\u006bey\":1}",
            "\"\ufffe\"");
    private static final List<String> TEXTS = List.of(
            "In",
            "NotIn",
            "Exists",
            "DoesNotExist",
            "Gt",
            "Lt",
            "Equal",
            "in",
            "provider",
            "topology.kubernetes.io/zone",
            "kubernetes.io/hostname",
            "k8s.scaleway.com/managed",
            "metadata.name",
            "aws",
            "scaleway",
            "gcp",
            "NoSchedule",
            "DoNotSchedule",
            "ScheduleAnyway",
            "Honor",
            "LoadBalancer",
            "StatefulSet",
            "DaemonSet",
            "ReplicaSet",
            "Job",
            "Pod",
            "apps/v1",
            "batch/v1",
            "v1",
            "default",
            "kube-system",
            "kosmos-admission",
            "kosmos-admission-rules",
            "kosmos-admission.io/skip",
            "kosmos-admission.io/placed",
            "kosmos-admission.io/placed-by",
            "kosmos-admission.io/provider",
            "pod-template-hash",
            "app",
            "app.kubernetes.io/name",
            "any",
            "aws,,gcp,",
            "1e99999999",
            "-1Ei",
            "0.0000000000000000000001n",
            "1.5.5",
            "9".repeat(400) + "Ei",
            "100Gi",
            "0x10",
            "0.0.0.0/0",
            "::/200",
            "1.2.3.4/33",
            "::ffff:1.2.3.4/96",
            "a/b/c",
            "/",
            "*",
            "**",
            "*-",
            "-",
            ".",
            "..",
            "a..b",
            "9999-99-99T99:99:99Z",
            "2026-11-30T00:00:00+99:99",
            "+1000000000-01-01T00:00:00Z",
            "99999999999999999999d",
            "1m",
            "-5s",
            "true",
            "null",
            "~",
            "\t",
            "{{ .Values.x }}",
            "${x}",
            "%s%n",
            "../../etc/passwd",
            "[KA101] ");

    /** A name of a million characters 5,000 times would be none of a body that is read. */
    private static final int LARGEST_NESTED = 4 << 20;

    private final Random random;

    HostileValues(Random random) {
        this.random = random;
    }

    static JsonNode written(String json) {
        return JsonNodeFactory.instance.rawValueNode(new RawValue(json));
    }

    /** Most often a value of the same type, so that what reads it goes on. */
    JsonNode like(JsonNode value) {
        if (random.nextInt(4) == 0) {
            return any();
        }
        if (value.isNumber()) {
            return random.nextBoolean()
                    ? JsonNodeFactory.instance.numberNode(random.nextInt(5) - 1)
                    : JsonNodeFactory.instance.numberNode(random.nextInt());
        }
        if (value.isBoolean()) {
            return JsonNodeFactory.instance.booleanNode(random.nextBoolean());
        }
        return value.isTextual() ? JsonNodeFactory.instance.textNode(text()) : written("null");
    }

    JsonNode any() {
        return switch (random.nextInt(8)) {
            case 0, 1, 2 -> written(WRITTEN.get(random.nextInt(WRITTEN.size())));
            case 3, 4, 5 -> JsonNodeFactory.instance.textNode(text());
            case 6 -> written(nested(random.nextInt(20) == 0 ? 5_000 : random.nextInt(60)));
            default -> JsonNodeFactory.instance.numberNode(random.nextInt());
        };
    }

    /** A text that some field knows, or one that is far too long. */
    String text() {
        if (random.nextInt(40) == 0) {
            return "k".repeat(1 << random.nextInt(random.nextInt(20) == 0 ? 21 : 14));
        }
        String text = TEXTS.get(random.nextInt(TEXTS.size()));
        return random.nextInt(10) == 0 ? text + random.nextInt(10) : text;
    }

    private String nested(int levels) {
        boolean list = random.nextBoolean();
        String open = list ? "[" : "{\"" + text().replaceAll("[^a-zA-Z/.-]", "") + "\":";
        int within = Math.min(levels, LARGEST_NESTED / open.length());
        return open.repeat(within) + "{}" + (list ? "]" : "}").repeat(within);
    }
}
