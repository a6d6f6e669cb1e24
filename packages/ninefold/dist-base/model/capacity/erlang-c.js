/**
 * The chance that all servers are busy and a request is lost: Erlang's B formula (1917), by its
 * recursion over the servers, which neither overflows nor loses digits.
 *
 * @param load in erlangs: arrivals per second times seconds of service
 */
export function erlangB(servers, load) {
    let lost = 1;
    for (let n = 1; n <= servers; n++)
        lost = (load * lost) / (n + load * lost);
    return lost;
}
/** The chance that a request has to wait in an M/M/c queue (Erlang C); 1 when the load is too much. */
export function erlangC(servers, load) {
    if (load >= servers)
        return 1;
    const lost = erlangB(servers, load);
    return (servers * lost) / (servers - load * (1 - lost));
}
export function loadOf({ ratePerSecond, serviceMs }) {
    return (ratePerSecond * serviceMs) / 1000;
}
/** Mean time in the queue (ms): C / (servers - load) times the service; infinite when overloaded. */
export function meanWaitMs(queue) {
    const load = loadOf(queue);
    if (load >= queue.servers)
        return Infinity;
    return (erlangC(queue.servers, load) * queue.serviceMs) / (queue.servers - load);
}
/** The chance to wait longer than `ms`: C exp(-(servers - load) ms / service). */
export function waitsLongerThan(queue, ms) {
    const load = loadOf(queue);
    if (load >= queue.servers)
        return 1;
    const { servers, serviceMs } = queue;
    return erlangC(servers, load) * Math.exp((-(servers - load) * ms) / serviceMs);
}
/**
 * The chance to take longer than `ms` from arrival to answer: waiting and service together, which is
 * what a client sees. The wait is 0, or exponential of rate (servers - load) / service; the service is
 * exponential.
 */
export function takesLongerThan(queue, ms) {
    const load = loadOf(queue);
    if (load >= queue.servers)
        return 1;
    const time = ms / queue.serviceMs;
    const drain = queue.servers - load;
    const waits = erlangC(queue.servers, load);
    const served = Math.exp(-time);
    // Two exponential times of nearly the same rate: the limit, where the difference has no digits.
    const together = Math.abs(drain - 1) < 1e-6
        ? (1 + time) * served
        : (drain * served - Math.exp(-drain * time)) / (drain - 1);
    return Math.min(1, (1 - waits) * served + waits * together);
}
//# sourceMappingURL=erlang-c.js.map