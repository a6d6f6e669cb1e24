import type { Incident } from './incident.ts';
import type { AlertSpan } from './incidents-of-series.ts';
import type { Point } from './reading.ts';
/**
 * The share of bad events around an incident, step by step, with the objective's bound and the alerts
 * below it, as an SVG document. A step without data is a gap, not a zero.
 */
export declare function incidentPicture(incident: Incident, points: readonly Point[], stepMs: number, objective: number, alerts: readonly AlertSpan[], showInstant: (wallMs: number) => string): string;
//# sourceMappingURL=incident-picture.d.ts.map