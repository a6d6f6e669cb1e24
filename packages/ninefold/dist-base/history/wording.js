/** A duration for people: `0 ms`, `4.2 ms`, `366 ms`, `1.25 s`, `21.6 min`, `720 h`, `30 d`. */
export function duration(ms) {
    if (ms < 0)
        return `−${duration(-ms)}`;
    if (ms === 0)
        return '0 ms';
    if (ms < 9.95)
        return `${trim(ms.toFixed(ms < 0.1 ? 2 : 1))} ms`;
    if (ms < 999.5)
        return `${ms.toFixed(0)} ms`;
    if (ms < 99_950)
        return `${trim((ms / 1000).toFixed(ms < 9_995 ? 2 : 1))} s`;
    if (ms < 5_970_000)
        return `${trim((ms / 60_000).toFixed(1))} min`;
    if (ms < 172_800_000)
        return `${trim((ms / 3_600_000).toFixed(1))} h`;
    return `${trim((ms / 86_400_000).toFixed(1))} d`;
}
/**
 * A ratio in percent with as many digits as its distance from 0 and 1 needs. It is cut, never
 * rounded up, so that 99.996 % does not read as 100 %; a bound from above is rounded `up` instead.
 */
export function percent(ratio, towards = 'down') {
    const distance = Math.min(ratio, 1 - ratio);
    if (distance <= 1e-12)
        return ratio < 0.5 ? '0 %' : '100 %';
    const digits = Math.min(6, Math.max(1, Math.ceil(-Math.log10(distance * 100)) + 1));
    const scale = 10 ** digits;
    const steps = ratio * 100 * scale;
    const whole = towards === 'up' ? Math.ceil(steps - 1e-6) : Math.floor(steps + 1e-6);
    return `${trim((whole / scale).toFixed(digits))} %`;
}
/** `1,500` */
export function count(n) {
    return String(Math.round(n)).replaceAll(/\B(?=(\d{3})+(?!\d))/g, ',');
}
/** `1 trial`, `3 trials` */
export function counted(n, singular, plural = `${singular}s`) {
    return `${count(n)} ${n === 1 ? singular : plural}`;
}
function trim(decimal) {
    return decimal.includes('.') ? decimal.replace(/\.?0+$/, '') : decimal;
}
//# sourceMappingURL=wording.js.map