import { InterruptedError } from '../ports/errors.js';
/**
 * Aborted when the user, or whoever runs us, asks to stop: Ctrl-C, SIGTERM, a closed terminal.
 * Who asks twice does not want to wait: we end at once, and the keeper cleans up behind us.
 */
export function interruption() {
    const controller = new AbortController();
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
        process.on(signal, () => {
            if (controller.signal.aborted)
                process.exit(3);
            controller.abort(new InterruptedError(`stopped by ${signal}; everything was ended`));
        });
    }
    return controller.signal;
}
//# sourceMappingURL=interruption.js.map