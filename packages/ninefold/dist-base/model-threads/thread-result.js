/**
 * The one message of a thread that computes something.
 *
 * @throws the reason of the signal, an error of the thread, or that it ended without a message
 */
export function resultOf(worker, signal) {
    return new Promise((resolve, reject) => {
        worker.once('message', resolve);
        worker.once('error', reject);
        worker.once('exit', (code) => {
            reject(signal?.aborted === true
                ? signal.reason
                : new Error(`a thread of the model ended early, with code ${code}`));
        });
    });
}
//# sourceMappingURL=thread-result.js.map