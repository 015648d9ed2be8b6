package io.kosmosadmission.simulation;

/** Is told how far a simulation is. */
public interface Progress {

    Progress SILENT = (what, done, all) -> {};

    /** done of all is done of what is being done. It is called often. */
    void at(String what, int done, int all);
}
