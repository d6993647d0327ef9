/** How bad a finding is. */
export enum Severity {
  /** The object is refused, or will do harm. */
  ERROR = 'error',
  /** The object is accepted; somebody should look at it. */
  WARNING = 'warning',
  /** Worth knowing. */
  INFO = 'info',
}
