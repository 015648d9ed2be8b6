package io.kosmosadmission.config;

import java.math.BigInteger;
import java.util.Optional;
import java.util.regex.Pattern;

/** A range of IPv4 or IPv6 addresses. notation is the CIDR text; bits is the length of an address, 32 or 128. */
public record AddressRange(String notation, BigInteger network, int prefixLength, int bits) {

    private static final int LONGEST = "0000:0000:0000:0000:0000:ffff:255.255.255.255".length();

    // Matches literal addresses only: InetAddress would look up anything else in DNS, even 999.1.1.1.
    private static final String OCTET = "(25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])";
    private static final Pattern LITERAL =
            Pattern.compile("(" + OCTET + "\\.){3}" + OCTET + "|[0-9a-fA-F:.]*:[0-9a-fA-F:.]*");

    /** Returns the range; empty where the text isn't an address, a slash and a prefix length that fits the address. */
    public static Optional<AddressRange> parse(String notation) {
        int slash = notation.indexOf('/');
        if (slash < 0) {
            return Optional.empty();
        }
        byte[] address = address(notation.substring(0, slash));
        if (address.length == 0 || !notation.substring(slash + 1).matches("[0-9]{1,3}")) {
            return Optional.empty();
        }
        int prefix = Integer.parseInt(notation.substring(slash + 1));
        int bits = address.length * 8;
        return prefix > bits
                ? Optional.empty()
                : Optional.of(new AddressRange(notation, new BigInteger(1, address), prefix, bits));
    }

    /** Returns whether the text is an address in the range; false where it is no address. */
    public boolean contains(String text) {
        byte[] address = address(text);
        int unshared = bits - prefixLength;
        return address.length * 8 == bits
                && new BigInteger(1, address).shiftRight(unshared).equals(network.shiftRight(unshared));
    }

    private static byte[] address(String text) {
        if (text.length() > LONGEST || !LITERAL.matcher(text).matches()) {
            return new byte[0];
        }
        try {
            return java.net.InetAddress.getByName(text).getAddress();
        } catch (java.net.UnknownHostException notAnAddress) {
            return new byte[0];
        }
    }
}
