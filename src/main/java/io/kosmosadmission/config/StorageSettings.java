package io.kosmosadmission.config;

/**
 * The third promise.
 *
 * @param fileServices the mode for file services, which other providers can reach in theory; the least strict of it and
 *     mode holds
 * @param followClaims whether pods are placed where their claims are at home
 */
public record StorageSettings(Mode mode, Mode fileServices, boolean followClaims) {

    public static final StorageSettings DEFAULT = new StorageSettings(Mode.Enforce, Mode.Warn, true);
}
