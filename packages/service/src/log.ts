/** Where the service says what it does: a pino logger, or anything shaped like one. */
export interface ServiceLog {
  info(fields: object, message: string): void;
  error(fields: object, message: string): void;
}
