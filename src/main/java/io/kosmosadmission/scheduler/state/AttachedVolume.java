package io.kosmosadmission.scheduler.state;

/** A volume that a node holds: its driver, and the driver's name of it. */
public record AttachedVolume(String driver, String handle) {}
