/**
 * How much a request matters when not all can be answered. `exempt` is never queued nor shed: for
 * health and metrics, without which an overloaded process looks like a dead one. The others are
 * served in this order: `critical`, `normal`, `sheddable`.
 */
export type Priority = 'exempt' | 'critical' | 'normal' | 'sheddable';

/** The priorities that wait in the queue, first served first. */
export const QUEUED_PRIORITIES = ['critical', 'normal', 'sheddable'] as const;

export type QueuedPriority = (typeof QUEUED_PRIORITIES)[number];
