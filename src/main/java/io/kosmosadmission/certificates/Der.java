package io.kosmosadmission.certificates;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;

/** Encodes the few ASN.1 forms that a certificate and its key are made of, in DER (X.690). */
final class Der {

    private static final int LAST_YEAR_OF_UTC_TIME = 2049;
    private static final DateTimeFormatter UTC_TIME = DateTimeFormatter.ofPattern("yyMMddHHmmss'Z'");
    private static final DateTimeFormatter GENERALIZED_TIME = DateTimeFormatter.ofPattern("yyyyMMddHHmmss'Z'");

    private Der() {}

    static byte[] sequence(byte[]... elements) {
        return tagged(0x30, elements);
    }

    /** Encodes {@code [number] EXPLICIT}. */
    static byte[] explicit(int number, byte[]... elements) {
        return tagged(0xa0 | number, elements);
    }

    /** Encodes {@code [number] IMPLICIT} of a string. */
    static byte[] implicit(int number, byte[] content) {
        return tagged(0x80 | number, content);
    }

    static byte[] integer(BigInteger value) {
        return tagged(0x02, value.toByteArray());
    }

    static byte[] yes() {
        return tagged(0x01, new byte[] {(byte) 0xff});
    }

    static byte[] octets(byte[] content) {
        return tagged(0x04, content);
    }

    /** Encodes a BIT STRING. unused is how many of the last byte's low bits don't count. */
    static byte[] bits(int unused, byte[] content) {
        return tagged(0x03, new byte[] {(byte) unused}, content);
    }

    /** Encodes a time as RFC 5280 asks for it: with two digits of the year up to 2049, else four. */
    static byte[] time(Instant instant) {
        ZonedDateTime time = instant.atZone(ZoneOffset.UTC);
        boolean isShort = time.getYear() <= LAST_YEAR_OF_UTC_TIME;
        String text = time.format(isShort ? UTC_TIME : GENERALIZED_TIME);
        return tagged(isShort ? 0x17 : 0x18, text.getBytes(StandardCharsets.US_ASCII));
    }

    /** Encodes an object identifier such as {@code 1.2.840.10045.4.3.2}. */
    static byte[] oid(String dotted) {
        String[] parts = dotted.split("\\.");
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        content.write(Integer.parseInt(parts[0]) * 40 + Integer.parseInt(parts[1]));
        for (int i = 2; i < parts.length; i++) {
            int part = Integer.parseInt(parts[i]);
            for (int shift = 28; shift > 0; shift -= 7) {
                if (part >> shift != 0) {
                    content.write(0x80 | (part >> shift & 0x7f));
                }
            }
            content.write(part & 0x7f);
        }
        return tagged(0x06, content.toByteArray());
    }

    /** Returns the first element of an encoded sequence, with its tag and length. */
    static byte[] firstElement(byte[] sequence) {
        int start = contentStart(sequence, 0);
        return Arrays.copyOfRange(sequence, start, contentStart(sequence, start) + length(sequence, start));
    }

    private static int contentStart(byte[] encoded, int at) {
        int first = encoded[at + 1] & 0xff;
        return at + 2 + (first < 0x80 ? 0 : first & 0x7f);
    }

    private static int length(byte[] encoded, int at) {
        int first = encoded[at + 1] & 0xff;
        if (first < 0x80) {
            return first;
        }
        return new BigInteger(1, Arrays.copyOfRange(encoded, at + 2, at + 2 + (first & 0x7f))).intValueExact();
    }

    private static byte[] tagged(int tag, byte[]... contents) {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        for (byte[] part : contents) {
            content.writeBytes(part);
        }
        ByteArrayOutputStream encoded = new ByteArrayOutputStream();
        encoded.write(tag);
        if (content.size() < 0x80) {
            encoded.write(content.size());
        } else {
            byte[] length = BigInteger.valueOf(content.size()).toByteArray();
            byte[] shortest = length[0] == 0 ? Arrays.copyOfRange(length, 1, length.length) : length;
            encoded.write(0x80 | shortest.length);
            encoded.writeBytes(shortest);
        }
        encoded.writeBytes(content.toByteArray());
        return encoded.toByteArray();
    }
}
