package io.kosmosadmission;

public final class Main {
    private Main() {}

    public static void main(String... args) {}
}
