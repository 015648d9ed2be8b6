package io.kosmosadmission.reading;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WithoutManagedFieldsTest {

    private static final int LONGEST_PART = 50;

    @Test
    void emptiesEveryList() throws IOException {
        String entry = """
                {"manager":"a","fieldsV1":{"f:spec":{"k:{\\"name\\":\\"a]\\\\\\"}":{},"v:[1]":{}}},"more":[["]"],[]]}""";
        String list = """
                {"items":[{"metadata":{"name":"ä","managedFields":[%s,%s],"uid":"1"}},\
                {"metadata":{"managedFields":[]},"spec":{"managedFields":[%s]}}]}""".formatted(entry, entry, entry);
        assertThat(new ObjectMapper().readTree(list).findValues("more")).hasSize(3);
        assertLeaves(list, """
                {"items":[{"metadata":{"name":"ä","managedFields":[],"uid":"1"}},\
                {"metadata":{"managedFields":[]},"spec":{"managedFields":[]}}]}""");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"labels\":{\"managedFields\":\"[x]\",\"b\":\"\"}}",
                "{\"managedFields\":null,\"a\":[{}]}",
                "{\"managedFields\" : [{\"manager\":\"of no API server, whose JSON has no spaces\"}]}",
                "{\"text\":\"{\\\"managedFields\\\":[1,2]}\"}",
                "{\"a\\\"managedFields\":[1]}",
                "{\"managedFields2\":[1],\"theManagedFields\":[1],\"\":[\"managedFields\"]}",
                "[\"\\\\\",{\"a\":[\"\\\\\"]}]",
            })
    void leavesAllElseAsItIs(String json) throws IOException {
        assertLeaves(json, json);
    }

    @Test
    void leavesATextThatBreaksOffBroken() {
        assertThatThrownBy(() -> new ObjectMapper()
                        .readTree(new WithoutManagedFields(stream("{\"managedFields\":[{\"manager\":\"a\"}"))))
                .isInstanceOf(JsonProcessingException.class);
    }

    /** However much is read at once. */
    private static void assertLeaves(String given, String expected) throws IOException {
        for (int length = 0; length <= LONGEST_PART; length++) {
            assertThat(read(new WithoutManagedFields(stream(given)), length)).isEqualTo(expected);
        }
        assertThat(new String(new WithoutManagedFields(stream(given)).readAllBytes(), UTF_8))
                .isEqualTo(expected);
    }

    /** 0 stands for single bytes. */
    private static String read(InputStream in, int length) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        byte[] part = new byte[LONGEST_PART + 1];
        int read = 0;
        while (read >= 0) {
            if (length == 0) {
                read = in.read();
                if (read >= 0) {
                    out.write(read);
                }
            } else {
                read = in.read(part, 1, length);
                out.write(part, 1, Math.max(0, read));
            }
        }
        return out.toString(UTF_8);
    }

    private static InputStream stream(String json) {
        return new ByteArrayInputStream(json.getBytes(UTF_8));
    }
}
