package io.kosmosadmission.simulation;

import io.kosmosadmission.admission.MadePod;
import io.kosmosadmission.scheduler.SchedulerPod;

/**
 * A pod that takes the place of one that is gone.
 *
 * @param made as it was made, before the scheduler sees it
 */
record RemadePod(WorkloadName workload, SchedulerPod pod, MadePod made) {}
