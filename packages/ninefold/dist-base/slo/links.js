/** The uid of a service's dashboard; Grafana's are 40 characters at most. */
export function dashboardUid(service) {
    return `ninefold-${service}`.slice(0, 40);
}
/** Where an alert's dashboard is: a path when nobody said where Grafana is. */
export function dashboardLink(service, { dashboards }) {
    return `${base(dashboards)}/d/${dashboardUid(service)}`;
}
/** Where an alert's runbook is: a relative path when nobody said where they are published. */
export function runbookLink(file, { runbooks }) {
    return runbooks === undefined ? `runbooks/${file}` : `${base(runbooks)}/${file}`;
}
function base(url = '') {
    return url.replace(/\/+$/, '');
}
//# sourceMappingURL=links.js.map