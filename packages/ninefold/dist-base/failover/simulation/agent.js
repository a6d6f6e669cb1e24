import { describe } from '../decide/describe.js';
import { decide } from '../decide/decide.js';
import { initialState } from '../decide/state.js';
import { carryOut } from './carry-out.js';
import { doorMs } from './door.js';
import { deliver } from './member.js';
import { AGENT, clockRate, doorNode, hostNode, memberNode } from './world.js';
import { show } from './show.js';
/** The agent of the simulated store: the real decision, with simulated hands. */
export class SimAgent {
    state;
    life = 'running';
    /** Failures detected, over all its lives. */
    detections = 0;
    #world;
    #newDecider;
    #rate;
    #decider;
    #incarnation = 1;
    #inbox = [];
    constructor(world, newDecider) {
        this.#world = world;
        this.#newDecider = newDecider;
        this.#decider = newDecider();
        this.#rate = clockRate(world.config, world.random);
        this.state = initialState(world.config, this.#nowMs);
        world.onExit = (index) => this.#onExit(index);
        for (const door of world.doors)
            this.#askLeases(door);
        this.#beat(this.#incarnation);
    }
    freeze() {
        if (this.life !== 'running')
            return;
        this.life = 'frozen';
        this.#note('agent freezes');
    }
    thaw() {
        if (this.life !== 'frozen')
            return;
        this.life = 'running';
        this.#note('agent thaws');
        const inbox = this.#inbox;
        this.#inbox = [];
        // What the loop of a real agent turns to first after a pause is a matter of chance.
        const tickFirst = this.#world.random() < 0.5;
        if (tickFirst)
            this.#beat(this.#incarnation);
        for (const observation of inbox)
            this.#observe(observation);
        if (!tickFirst)
            this.#beat(this.#incarnation);
    }
    crash() {
        if (this.life === 'dead')
            return;
        this.life = 'dead';
        this.#incarnation += 1;
        this.#inbox = [];
        this.#note('agent crashes');
    }
    /** Starts again with nothing but its configuration. */
    restart() {
        if (this.life !== 'dead')
            return;
        this.life = 'running';
        this.#decider = this.#newDecider();
        this.state = initialState(this.#world.config, this.#nowMs);
        this.#note('agent starts with empty memory');
        this.#beat(this.#incarnation);
    }
    /** Hands an observation over, unless it is for a former life. */
    tell(observation, incarnation = this.#incarnation) {
        if (incarnation !== this.#incarnation || this.life === 'dead')
            return;
        if (this.life === 'frozen')
            this.#inbox.push(observation);
        else
            this.#observe(observation);
    }
    get #nowMs() {
        return this.#world.queue.nowMs * this.#rate;
    }
    #note(text) {
        if (this.#world.witness.tracing)
            this.#world.witness.note(text);
    }
    #observe(observation) {
        const { witness } = this.#world;
        const { state, commands, transitions } = this.#decider(this.state, observation, this.#nowMs);
        if (witness.tracing) {
            const quiet = ['tick', 'heartbeat', 'lease-asked', 'door-routed'].includes(observation.kind);
            if (!quiet || transitions.length > 0)
                this.#note(`agent <- ${show(observation)}`);
            for (const transition of transitions)
                this.#note(`agent -- ${show(transition)}`);
            for (const command of commands) {
                if (command.kind !== 'route' || observation.kind !== 'lease-asked') {
                    this.#note(`agent -> ${show(command)}`);
                }
            }
            if (state.phase.kind !== this.state.phase.kind)
                this.#note(`agent == ${describe(state).text}`);
        }
        this.state = state;
        for (const transition of transitions)
            if (transition.kind === 'detected')
                this.detections += 1;
        const incarnation = this.#incarnation;
        for (const command of commands) {
            carryOut(this.#world, command, (answer) => this.tell(answer, incarnation));
        }
    }
    /** Ticks and probes every member, every `heartbeatMs` of its own clock. */
    #beat(incarnation) {
        if (incarnation !== this.#incarnation || this.life !== 'running')
            return;
        this.#observe({ kind: 'tick' });
        for (const member of this.#world.members)
            this.#probe(member);
        const { heartbeatMs } = this.#world.config;
        this.#world.queue.after(heartbeatMs / this.#rate, () => this.#beat(incarnation));
    }
    #probe(member) {
        const { network } = this.#world;
        const node = memberNode(member.index);
        const askedMs = this.#nowMs;
        const incarnation = this.#incarnation;
        network.send(AGENT, node, () => deliver(member, () => {
            const heard = hear(member, askedMs, this.#nowMs);
            const answer = () => this.tell(heard, incarnation);
            // In good weather the way back takes no event of its own: most events are these.
            if (network.isCut(node, AGENT))
                return;
            if (network.weather.delay === 0)
                answer();
            else
                network.send(node, AGENT, answer);
        }));
    }
    #askLeases(door) {
        const world = this.#world;
        const node = doorNode(world, door.index);
        const askedMs = doorMs(world, door);
        world.network.send(node, AGENT, () => this.tell({ kind: 'lease-asked', door: door.index, doorMs: askedMs }));
        world.queue.after(world.config.routeLeaseTtlMs / 3 / door.rate, () => this.#askLeases(door));
    }
    #onExit(member) {
        this.#world.network.send(hostNode(this.#world, member), AGENT, () => this.tell({ kind: 'exited', member }));
    }
}
/** What a member says of itself when it answers a probe. */
function hear(member, askedMs, answeredMs) {
    const { index, role, roleTerm: term, streaming, upstream } = member;
    if (role === 'primary') {
        return { kind: 'heartbeat', member: index, askedMs, answeredMs, role, term };
    }
    if (!streaming || upstream === undefined) {
        return { kind: 'heartbeat', member: index, askedMs, answeredMs, role };
    }
    return { kind: 'heartbeat', member: index, askedMs, answeredMs, role, following: upstream };
}
//# sourceMappingURL=agent.js.map