package io.kosmosadmission.config;

/**
 * What to do about pods and claims whose volumes are bound to providers.
 *
 * @param mode the mode of all judgements on volumes, and of following claims
 * @param fileServices the mode for file services, which other providers could reach over the network; the less strict
 *     of it and mode holds
 * @param followClaims whether pods are placed where their claims are at home
 */
public record StorageSettings(Mode mode, Mode fileServices, boolean followClaims) {

    public static final StorageSettings DEFAULT = new StorageSettings(Mode.Enforce, Mode.Warn, true);
}
