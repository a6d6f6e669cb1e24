/**
 * Aborted when the user, or whoever runs us, asks to stop: Ctrl-C, SIGTERM, a closed terminal.
 * Who asks twice does not want to wait: we end at once, and the keeper cleans up behind us.
 */
export declare function interruption(): AbortSignal;
//# sourceMappingURL=interruption.d.ts.map