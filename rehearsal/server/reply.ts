/** What an API answers, before it is on the wire. */
export interface Reply {
  status: number;
  body?: unknown;
  headers?: Record<string, string>;
}
