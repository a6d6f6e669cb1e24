/** What a shutdown needs of the process; injected in tests. */
export interface ProcessPort {
  on(event: string, listener: (what: unknown) => void): void;
  off(event: string, listener: (what: unknown) => void): void;
  exit(code: number): void;
}

export const systemProcess: ProcessPort = {
  on: (event, listener) => {
    process.on(event, listener);
  },
  off: (event, listener) => {
    process.off(event, listener);
  },
  exit: (code) => {
    process.exit(code);
  },
};
