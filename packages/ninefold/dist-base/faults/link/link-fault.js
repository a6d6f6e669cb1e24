/** @throws RangeError for a delay, ratio or rate that means nothing */
export function assertLinkFault(fault) {
    const wrong = (fault.kind === 'delay' && !(fault.byMs >= 0 && fault.byMs < Infinity)) ||
        (fault.kind === 'drop' && !(fault.ratio >= 0 && fault.ratio <= 1)) ||
        (fault.kind === 'throttle' && !(fault.bytesPerSecond > 0 && fault.bytesPerSecond < Infinity));
    if (wrong)
        throw new RangeError(`not a fault of a link: ${JSON.stringify(fault)}`);
}
//# sourceMappingURL=link-fault.js.map