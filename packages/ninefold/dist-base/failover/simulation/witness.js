import { holds, openRoute } from './door.js';
import { memberAt } from './world.js';
/** Sees all; keeps the first violation and, when tracing, a transcript for people. */
export class Witness {
    violation;
    tracing;
    transcript = [];
    acknowledged = [];
    /** Who was routed to under each term. */
    #routed = new Map();
    #queue;
    newestRoutedTerm = 0;
    constructor(queue, tracing) {
        this.#queue = queue;
        this.tracing = tracing;
    }
    /** Call only when `tracing`: the text costs more than the simulation. */
    note(text) {
        this.transcript.push(`${this.#queue.nowMs.toFixed(1).padStart(8)} ms  ${text}`);
    }
    accuse(invariant, text) {
        this.violation ??= { invariant, text, atMs: this.#queue.nowMs };
        if (this.tracing)
            this.note(`VIOLATION (${invariant}): ${text}`);
    }
    /** A client was told that its write is safe. */
    onAcknowledged(write, term, late) {
        this.acknowledged.push(write);
        if (!late)
            return;
        const newest = this.newestRoutedTerm;
        this.accuse('one writer', `write ${write.id} acknowledged under ${term} after ${newest}`);
    }
    /** A door was led to a primary, perhaps again. */
    onRouted(world, { route }) {
        if (route === undefined)
            return;
        const { member, term } = route;
        const known = this.#routed.get(term);
        if (known === undefined) {
            this.#routed.set(term, member);
            this.checkNothingLost(world, member);
        }
        else if (known !== member) {
            this.accuse('one writer', `members ${known} and ${member} both have term ${term}`);
        }
        if (term <= this.newestRoutedTerm)
            return;
        this.newestRoutedTerm = term;
        for (const door of world.doors) {
            const older = openRoute(world, door);
            if (older === undefined || older.term >= term)
                continue;
            const { life, role, roleTerm } = memberAt(world, older.member);
            // A frozen one counts: it will go on where it was.
            if (life === 'dead' || role !== 'primary' || roleTerm >= term)
                continue;
            const both = `members ${older.member} (term ${older.term}) and ${member} (term ${term})`;
            this.accuse('one writer', `${both} accept writes through doors`);
        }
    }
    /** Synchronous: whoever is primary holds every acknowledged write. */
    checkNothingLost(world, primary) {
        if (world.config.synchronousStandbys === 0)
            return;
        const { log } = memberAt(world, primary);
        const lost = this.acknowledged.filter((write) => !holds(log, write));
        if (lost.length === 0)
            return;
        const ids = lost.map(({ id }) => id).join(', ');
        this.accuse('nothing lost', `acknowledged writes ${ids} are not on primary ${primary}`);
    }
}
//# sourceMappingURL=witness.js.map