/**
 * Reads the CSV of `show stat` (management guide, section 9.1). Columns are found by their names;
 * none is quoted in HAProxy's own output but the last texts, which are not read.
 */
export function parseStat(csv) {
    const [head = '', ...rows] = csv.split('\n').filter((line) => line.trim() !== '');
    const columns = head.replace(/^# /, '').split(',');
    return rows.map((row) => {
        const fields = row.split(',');
        const field = (name) => fields[columns.indexOf(name)] ?? '';
        return {
            backend: field('pxname'),
            server: field('svname'),
            // `UP`, `UP 1/3` on its way down, `no check`; a drained one says DRAIN.
            isUp: /^(UP|no check)/.test(field('status')),
            sessions: Number(field('scur')),
        };
    });
}
//# sourceMappingURL=parse-stat.js.map