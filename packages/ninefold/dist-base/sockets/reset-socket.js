/**
 * Closes at once with a reset (RST), and no FIN before it by which the other side could take a cut
 * for a proper end. What is still buffered is dropped.
 */
export function resetSocket(socket) {
    if (socket.destroyed)
        return;
    // While an end is under way libuv refuses a reset (EINVAL) and the socket would stay open.
    if (socket.writableEnded && !socket.writableFinished)
        socket.destroy();
    else
        socket.resetAndDestroy();
}
//# sourceMappingURL=reset-socket.js.map