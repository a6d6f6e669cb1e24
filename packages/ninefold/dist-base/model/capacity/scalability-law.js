import { levenbergMarquardt } from 'ml-levenberg-marquardt';
/** Three parameters, and something left to see whether they fit. */
export const LEAST_SCALING_POINTS = 4;
/**
 * Fits the law by least squares in the throughput (Levenberg and Marquardt), with no parameter below 0.
 *
 * @throws RangeError for fewer than {@link LEAST_SCALING_POINTS} different concurrencies
 */
export function fitScalability(points) {
    const x = points.map(({ concurrency }) => concurrency);
    const y = points.map(({ throughput }) => throughput);
    if (new Set(x).size < LEAST_SCALING_POINTS) {
        throw new RangeError(`the law needs ${LEAST_SCALING_POINTS} different concurrencies`);
    }
    const most = Math.max(...x);
    const first = Math.max(...points.map(({ concurrency, throughput }) => throughput / concurrency));
    // In units in which all three are about 1, so that one step fits all.
    const lawOf = ([single = 0, contention = 0, coherency = 0,]) => ({
        single: single * first,
        contention: contention / most,
        coherency: coherency / most ** 2,
    });
    const { parameterValues } = levenbergMarquardt({ x, y }, (parameters) => (n) => throughputAt(lawOf(parameters), n), {
        initialValues: [1, 1, 1],
        minValues: [1e-9, 0, 0],
        damping: 1e-3,
        maxIterations: 500,
        errorTolerance: 0,
        improvementThreshold: 0,
        jacobianFunction: (parameters) => (n) => gradientAt(lawOf(parameters), n, first, most),
    });
    const law = lawOf(parameterValues);
    const mean = y.reduce((sum, value) => sum + value, 0) / y.length;
    const squares = (of) => y.reduce((sum, value, index) => sum + (value - of(index)) ** 2, 0);
    const residual = squares((index) => throughputAt(law, x[index] ?? 1));
    return {
        law,
        peak: peakOf(law),
        rSquared: 1 - residual / squares(() => mean),
        measuredTo: most,
    };
}
export function throughputAt({ single, contention, coherency }, concurrency) {
    return (single * concurrency) / slowdown(contention, coherency, concurrency);
}
/** sqrt((1 - alpha) / beta), where the derivative is 0. */
function peakOf(law) {
    const { single, contention, coherency } = law;
    if (coherency > 0) {
        const concurrency = Math.max(1, Math.sqrt(Math.max(0, 1 - contention) / coherency));
        return { concurrency, throughput: throughputAt(law, concurrency) };
    }
    return { concurrency: Infinity, throughput: contention > 0 ? single / contention : Infinity };
}
function slowdown(contention, coherency, n) {
    return 1 + contention * (n - 1) + coherency * n * (n - 1);
}
function gradientAt({ single, contention, coherency }, n, first, most) {
    const slow = slowdown(contention, coherency, n);
    const steep = (-single * n) / slow ** 2;
    return [(first * n) / slow, (steep * (n - 1)) / most, (steep * n * (n - 1)) / most ** 2];
}
//# sourceMappingURL=scalability-law.js.map