import { LuDecomposition, Matrix } from 'ml-matrix';
/**
 * The stationary distribution of an irreducible continuous-time Markov chain: pi Q = 0, sum pi = 1.
 * Each balance equation is divided by the rate out of its state, so that rates of seconds and of
 * years stand in one system without loss; then LU with partial pivoting, and one step of
 * refinement. (Trivedi & Bobbio, Reliability and Availability Engineering, 2017, section 9.5.)
 *
 * @param states how many; every state must reach every other
 * @throws RangeError when the chain has no single stationary distribution
 */
export function steadyState(states, transitions) {
    const out = new Float64Array(states);
    for (const { from, rate } of transitions)
        out[from] = (out[from] ?? 0) + rate;
    // The unknowns are x = pi * out, the frequencies of leaving: x_j = sum_i x_i * P_ij.
    const system = Matrix.zeros(states, states);
    for (let j = 0; j < states; j++)
        system.set(j, j, -1);
    for (const { from, to, rate } of transitions) {
        system.set(to, from, system.get(to, from) + rate / (out[from] ?? 1));
    }
    // One balance equation follows from the others: that the frequencies sum to 1 takes its place.
    for (let j = 0; j < states; j++)
        system.set(0, j, 1);
    const right = Matrix.zeros(states, 1);
    right.set(0, 0, 1);
    const lu = new LuDecomposition(system);
    if (states > 1 && (out.includes(0) || lu.isSingular())) {
        throw new RangeError('the chain has states that never meet again');
    }
    let frequencies = lu.solve(right);
    const residual = Matrix.sub(right, system.mmul(frequencies));
    frequencies = Matrix.add(frequencies, lu.solve(residual));
    const chances = Float64Array.from({ length: states }, (_, i) => Math.max(0, frequencies.get(i, 0) / (states === 1 ? 1 : (out[i] ?? 1))));
    const total = chances.reduce((sum, chance) => sum + chance, 0);
    return chances.map((chance) => chance / total);
}
//# sourceMappingURL=markov.js.map