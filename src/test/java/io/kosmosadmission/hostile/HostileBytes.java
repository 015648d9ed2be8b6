package io.kosmosadmission.hostile;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Changes a text without regard for what it says: cut off, spliced, in another encoding, with what no text has. */
final class HostileBytes {
    private static final List<byte[]> STRANGE = List.of(
            new byte[] {(byte) 0xef, (byte) 0xbb, (byte) 0xbf},
            new byte[] {0},
            new byte[] {(byte) 0xff, (byte) 0xfe},
            new byte[] {(byte) 0xc0, (byte) 0x80},
            new byte[] {(byte) 0xed, (byte) 0xa0, (byte) 0x80},
            new byte[] {(byte) 0xf4, (byte) 0x90, (byte) 0x80, (byte) 0x80},
            bytes("\u0085\u2028"),
            bytes("\\u"),
            bytes("\"\n"),
            bytes("{}[]"),
            bytes(",,"),
            bytes("/*"),
            bytes("NaN"),
            bytes("---\n"),
            bytes("...\n"),
            bytes("&a "),
            bytes("*a"),
            bytes("<<: *a\n"),
            bytes("!!binary "),
            bytes("? "),
            bytes("- "),
            bytes("|+9\n"),
            bytes("\t"),
            bytes("%YAML 9.9\n"),
            bytes("{{ x }}"),
            bytes("[".repeat(2_000)),
            bytes(" ".repeat(70_000)));

    private final Random random;

    HostileBytes(Random random) {
        this.random = random;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    byte[] mutated(byte[] seed, byte[] other) {
        byte[] changed = seed;
        for (int change = random.nextInt(4); change >= 0; change--) {
            changed = changed(changed, other);
        }
        return changed;
    }

    private byte[] changed(byte[] text, byte[] other) {
        int at = random.nextInt(text.length + 1);
        int to = at + random.nextInt(Math.min(100, text.length - at) + 1);
        return switch (random.nextInt(8)) {
            case 0 -> joined(text, 0, at);
            case 1 -> joined(text, at, text.length);
            case 2 -> inserted(text, at, STRANGE.get(random.nextInt(STRANGE.size())), at);
            case 3 -> inserted(text, at, part(other), to);
            case 4 -> inserted(text, at, joined(text, at, to), at);
            case 5 ->
                new String(text, StandardCharsets.UTF_8)
                        .getBytes(random.nextInt(10) > 0 ? StandardCharsets.UTF_8 : StandardCharsets.UTF_16);
            default -> flipped(text);
        };
    }

    private byte[] part(byte[] other) {
        int from = random.nextInt(other.length + 1);
        return joined(other, from, from + random.nextInt(Math.min(400, other.length - from) + 1));
    }

    private byte[] flipped(byte[] text) {
        byte[] flipped = text.clone();
        for (int i = random.nextInt(4); i >= 0 && text.length > 0; i--) {
            int at = random.nextInt(text.length);
            flipped[at] = (byte) (random.nextBoolean() ? flipped[at] ^ (1 << random.nextInt(8)) : random.nextInt(256));
        }
        return flipped;
    }

    /** With those bytes in the place of what stands from at to to. */
    private static byte[] inserted(byte[] text, int at, byte[] bytes, int to) {
        ByteArrayOutputStream all = new ByteArrayOutputStream(text.length + bytes.length);
        all.write(text, 0, at);
        all.writeBytes(bytes);
        all.write(text, to, text.length - to);
        return all.toByteArray();
    }

    private static byte[] joined(byte[] text, int from, int to) {
        return Arrays.copyOfRange(text, from, to);
    }
}
