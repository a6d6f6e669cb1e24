/** A rate, per unit of time, from one state to another. */
export interface Transition {
    readonly from: number;
    readonly to: number;
    readonly rate: number;
}
/**
 * The stationary distribution of an irreducible continuous-time Markov chain: pi Q = 0, sum pi = 1.
 * Each balance equation is divided by the rate out of its state, so that rates of seconds and of
 * years stand in one system without loss; then LU with partial pivoting, and one step of
 * refinement. (Trivedi & Bobbio, Reliability and Availability Engineering, 2017, section 9.5.)
 *
 * @param states how many; every state must reach every other
 * @throws RangeError when the chain has no single stationary distribution
 */
export declare function steadyState(states: number, transitions: readonly Transition[]): Float64Array;
//# sourceMappingURL=markov.d.ts.map