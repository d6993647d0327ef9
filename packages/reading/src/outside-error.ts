/** Something outside failed (exit code 3): a cluster, a program, a network. The message never quotes what it sent. */
export class OutsideError extends Error {
  constructor(
    readonly code: string,
    message: string,
    readonly fix: string,
  ) {
    super(message);
  }
}
