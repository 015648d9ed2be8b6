package io.kosmosadmission.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.kosmosadmission.picture.Svg;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

class AuditPictureTest {

    private static final String SKEWED = "src/test/resources/audits/skewed-more-pods-on-a-provider-than-max-skew/";

    @TempDir
    private Path folder;

    private static Document parsed(String svg) throws Exception {
        return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(svg)));
    }

    private static String texts(Document picture) {
        StringBuilder texts = new StringBuilder();
        NodeList found = picture.getElementsByTagName("text");
        for (int i = 0; i < found.getLength(); i++) {
            texts.append(found.item(i).getTextContent()).append('\n');
        }
        return texts.toString();
    }

    @Test
    void showsWorkloadsByProviderAndMarksTheSkewedOnesWithoutColour() throws Exception {
        Path file = folder.resolve("audit.svg");
        Ran ran = Ran.with(
                "",
                "audit",
                "--cluster",
                SKEWED + "cluster.yaml",
                "--rules",
                SKEWED + "rules.yaml",
                "--picture",
                file.toString());
        assertThat(ran.exitCode()).isEqualTo(1);
        String svg = Files.readString(file);
        assertThat(texts(parsed(svg)))
                .contains("aws\nscaleway\n")
                .containsSubsequence("! shop/crowd (Deployment)\n0\n3\n", "shop/even (Deployment)\n1\n2\n")
                .doesNotContain("! shop/even");
        assertThat(svg).contains("url(#marked)");
    }

    @Test
    void namesAreNoMarkup() throws Exception {
        String name = "<script>\"&'\u0001";
        assertThat(texts(parsed(new Svg(100, "a <title>")
                        .text(0, 10, 10, name)
                        .bar(0, 0, 5, 5, true, name)
                        .toString())))
                .isEqualTo("<script>\"&'?\n");
    }

    @Test
    void aFileThatCanNotBeWrittenIsNamed() {
        Path picture = folder.resolve("none/audit.svg");
        Ran ran = Ran.with("", "audit", "--picture", picture.toString());
        assertThat(ran.exitCode()).isEqualTo(2);
        assertThat(ran.err()).contains("can't write " + picture + ": its folder isn't there");
    }
}
