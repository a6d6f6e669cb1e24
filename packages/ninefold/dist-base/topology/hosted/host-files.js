import { chmodSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
export function hostFiles(runDirectory, host, user) {
    // `orders[1]` as a file's name: without what a shell would read.
    const directory = join(runDirectory, host.name.replace('[', '-').replace(']', ''));
    mkdirSync(directory, { mode: 0o700 });
    user.own(directory);
    return {
        directory,
        write(name, text, mode = 0o600) {
            const path = join(directory, name);
            user.write(path, text);
            chmodSync(path, mode);
            return path;
        },
        path: (name) => join(directory, name),
    };
}
//# sourceMappingURL=host-files.js.map