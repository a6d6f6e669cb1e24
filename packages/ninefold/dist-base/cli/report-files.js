import { accessSync, constants, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { EnvironmentError, messageOf } from '../ports/errors.js';
import { renderHtml } from '../report/html/page.js';
import { renderJson } from '../report/json.js';
import { renderJunit } from '../report/junit.js';
/**
 * Makes the folder for reports, so that a long run does not end with nowhere to write to.
 *
 * @throws EnvironmentError when it can't be written
 */
export function prepareReportFolder(folder) {
    try {
        mkdirSync(folder, { recursive: true });
        accessSync(folder, constants.W_OK);
    }
    catch (error) {
        throw new EnvironmentError(`can't write reports to ${folder}: ${messageOf(error)}. Choose another folder with --report`, { cause: error });
    }
}
/**
 * Makes the folder that the members' logs are kept in, empty.
 *
 * @throws EnvironmentError when it can't be written
 */
export function prepareLogFolder(reportFolder) {
    // A name of our own: what is in it is removed.
    const folder = join(reportFolder, 'ninefold-logs');
    try {
        rmSync(folder, { recursive: true, force: true });
        mkdirSync(folder);
    }
    catch (error) {
        throw new EnvironmentError(`can't write logs to ${folder}: ${messageOf(error)}`, {
            cause: error,
        });
    }
    return folder;
}
/** Writes report.html, report.json and junit.xml, each whole or not at all; returns their paths. */
export function writeReports(folder, data) {
    return writeWhole(folder, [
        ['report.html', renderHtml(data)],
        ['report.json', renderJson(data)],
        ['junit.xml', renderJunit(data.verdict)],
    ]);
}
/**
 * Writes files into a folder, each whole or not at all; returns their paths.
 *
 * @throws EnvironmentError when one can't be written
 */
export function writeWhole(folder, contents) {
    return contents.map(([name, content]) => {
        const path = join(folder, name);
        // Two runs may write here at once: a name of our own until it is whole.
        const draft = `${path}.${process.pid}.draft`;
        try {
            writeFileSync(draft, content);
            renameSync(draft, path);
        }
        catch (error) {
            rmSync(draft, { force: true });
            throw new EnvironmentError(`can't write ${path}: ${messageOf(error)}`, { cause: error });
        }
        return path;
    });
}
//# sourceMappingURL=report-files.js.map