import type { Contract } from '../contract/contract.ts';
import type { TrialRecord } from '../history/history.ts';
import type { Incident } from './incident.ts';
/** What a proof did to its clients. */
export interface ProofIncidents {
    /** Each trial in which an operation did not end ok because of the fault, costliest first. */
    readonly incidents: readonly ProofIncident[];
    /** Trials whose fault no client noticed, as `kill app, trial 1`. */
    readonly unnoticed: readonly string[];
    /** Trials that the workload itself spoilt: nothing is said of them. */
    readonly unsound: readonly string[];
}
export interface ProofIncident {
    readonly incident: Incident;
    /** An SVG document. */
    readonly picture: string;
    /** What was lost or stored wrongly, a sentence each. */
    readonly data: readonly string[];
}
/**
 * The incidents of a proof. A start is the instant of the fault. Bad time is the number of operations
 * due or in flight since then that did not end ok, times one arrival period; the rest of the window
 * is taken to be free of errors, as no trial says anything about it.
 */
export declare function incidentsOfProof(contract: Contract, records: readonly TrialRecord[]): ProofIncidents;
//# sourceMappingURL=incidents-of-proof.d.ts.map