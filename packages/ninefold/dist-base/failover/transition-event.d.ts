import type { TopologyEvent } from '../ports/events.ts';
import type { Transition } from './decide/transition.ts';
/** A step of the decision in words; names are those of the store's members and doors. */
export declare function transitionEvent(transition: Transition, store: string, members: readonly {
    readonly name: string;
}[], doors: readonly {
    readonly name: string;
}[]): Omit<TopologyEvent, 'atMs'>;
//# sourceMappingURL=transition-event.d.ts.map