package io.kosmosadmission.reading.objects;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads from a DaemonSet's template which CSI drivers it registers with the kubelets of its nodes.
 *
 * <p>Reads the path that a container's command or arguments give with {@code --kubelet-registration-path}, in which
 * {@code $(NAME)} stands for a variable of the container; where no container gives one, the paths of hostPath volumes. The
 * driver is the folder below {@code plugins} in that path, as in
 * {@code /var/lib/kubelet/plugins/ebs.csi.aws.com/csi.sock}. What has another shape says nothing, and is no error.
 */
final class PluginReader {

    /** The registrar takes it with one dash, too. */
    private static final String FLAG = "-kubelet-registration-path";

    /** The folder of the kubelet's plugins, and the one that the drivers of Alibaba use. */
    private static final Set<String> FOLDERS = Set.of("plugins", "csi-plugins");

    /** The kubelet's own folder there, where the volumes of all drivers are mounted. */
    private static final String KUBELETS_OWN = "kubernetes.io";

    /** As the API has it for the name of a CSIDriver, in any case. */
    private static final Pattern DRIVER = Pattern.compile("[A-Za-z0-9][-A-Za-z0-9._]{0,62}");

    private static final Pattern VARIABLE = Pattern.compile("\\$\\(([-._A-Za-z0-9]+)\\)");
    /** How often a variable may stand in the value of another one. */
    private static final int DEPTH = 3;
    /** Of a path. Variables of variables could make a longer one of few bytes. */
    private static final int MOST_CHARACTERS = 1_024;

    private final Set<String> registered = new TreeSet<>();
    private final Set<String> mounted = new TreeSet<>();
    private final List<String> paths = new ArrayList<>();
    private final Map<String, String> variables = new HashMap<>();

    /** Returns the names of the drivers, sorted. */
    Set<String> drivers() {
        return registered.isEmpty() ? mounted : registered;
    }

    /** Reads the field of a container if it can tell a path; skips any other. */
    void field(String field, JsonParser parser) throws IOException {
        switch (field) {
            case "command", "args" -> words(parser);
            case "env" -> environment(parser);
            default -> parser.skipChildren();
        }
    }

    /** Takes the paths of the container, all of whose fields were read. */
    void containerEnds() {
        paths.forEach(path -> driver(resolved(path)).ifPresent(registered::add));
        paths.clear();
        variables.clear();
    }

    void hostPath(String path) {
        driver(path).ifPresent(mounted::add);
    }

    private void words(JsonParser parser) throws IOException {
        if (parser.currentToken() != JsonToken.START_ARRAY) {
            parser.skipChildren();
            return;
        }
        boolean pathIsNext = false;
        while (Shape.nextElement(parser)) {
            String word = text(parser);
            if (pathIsNext) {
                paths.add(word.strip());
            }
            pathIsNext = flag(word);
        }
    }

    /**
     * Takes the path that follows the flag in the word, which may be a line for a shell. Returns whether the next word is
     * the path.
     */
    private boolean flag(String word) {
        int at = word.indexOf(FLAG);
        if (at < 0) {
            return false;
        }
        String rest = word.substring(at + FLAG.length());
        if (!rest.isEmpty() && rest.charAt(0) != '=' && !Character.isWhitespace(rest.charAt(0))) {
            return false; // another flag that begins alike
        }
        String[] following =
                rest.replaceFirst("=", "").replaceAll("[\"']", "").strip().split("\\s", 2);
        if (following[0].isEmpty()) {
            return true;
        }
        paths.add(following[0]);
        return false;
    }

    private void environment(JsonParser parser) throws IOException {
        if (parser.currentToken() != JsonToken.START_ARRAY) {
            parser.skipChildren();
            return;
        }
        while (Shape.nextElement(parser)) {
            if (parser.currentToken() == JsonToken.START_OBJECT) {
                variable(parser);
            } else {
                parser.skipChildren();
            }
        }
    }

    private void variable(JsonParser parser) throws IOException {
        String name = "";
        String value = "";
        for (String field = Shape.nextField(parser); field != null; field = Shape.nextField(parser)) {
            switch (field) {
                case "name" -> name = text(parser);
                case "value" -> value = text(parser);
                default -> parser.skipChildren();
            }
        }
        if (value.length() <= MOST_CHARACTERS) {
            variables.put(name, value);
        }
    }

    private static String text(JsonParser parser) throws IOException {
        if (parser.currentToken() == JsonToken.VALUE_STRING) {
            return parser.getText();
        }
        parser.skipChildren();
        return "";
    }

    /** Returns the path with the values of the variables; one that nobody sets stays as it is, as in Kubernetes. */
    private String resolved(String path) {
        String resolved = path;
        for (int depth = 0; depth < DEPTH && resolved.contains("$(") && resolved.length() <= MOST_CHARACTERS; depth++) {
            resolved = VARIABLE.matcher(resolved)
                    .replaceAll(
                            found -> Matcher.quoteReplacement(variables.getOrDefault(found.group(1), found.group())));
        }
        return resolved;
    }

    private static Optional<String> driver(String path) {
        String[] folders = path.split("/+");
        for (int i = 0; i + 1 < folders.length; i++) {
            if (FOLDERS.contains(folders[i])) {
                return Optional.of(folders[i + 1])
                        .filter(name -> DRIVER.matcher(name).matches() && !name.equals(KUBELETS_OWN));
            }
        }
        return Optional.empty();
    }
}
