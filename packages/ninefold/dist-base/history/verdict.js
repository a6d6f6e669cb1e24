/** Lists of ids are bounded, so that a report stays readable when everything was lost. */
export const LISTED_IDS = 50;
//# sourceMappingURL=verdict.js.map