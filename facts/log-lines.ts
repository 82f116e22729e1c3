/**
 * What services write when they do not get to their Redis. Log-based metrics count these lines, and a diagnosis looks for
 * them; both find a text at any place of a line, in whatever case.
 */
export interface LogLine {
  /** What such a line says. */
  title: string;
  /** Each of these texts alone, or only all of them together. */
  texts: readonly string[];
  together?: true;
  /** It is said of any connection: only where the line names Redis, or one of its ports. */
  ofAny?: true;
}

export const LOG_LINES = {
  failedStart: { title: "starts that gave up for Redis", texts: ["Failed services: [redis]"] },
  timeout: { title: "time-outs of Redis", texts: ["Redis ping timeout", "Error -3 connecting"] },
  authRefused: { title: "passwords that Redis refused", texts: ["NOAUTH", "WRONGPASS"] },
  // The number alone would also be that of milliseconds, or of an order.
  websocketClosed: { title: "WebSockets that were closed with 1011", texts: ["websocket", "1011"], together: true },
  // What clients of Redis for Node and for Python write, with the errors of the system behind it: 111, 110, 113, 101.
  authNotSet: {
    title: "passwords that Redis did not ask for",
    texts: ["called without any password configured"],
  },
  refused: {
    title: "connections that were refused",
    texts: ["ECONNREFUSED", "Error 111 connecting", "Connection refused"],
    ofAny: true,
  },
  lost: {
    title: "connections that nobody answered",
    texts: [
      ...["ETIMEDOUT", "EHOSTUNREACH", "ENETUNREACH", "ENOTFOUND", "EAI_AGAIN"],
      ...["Error 110 connecting", "Error 113 connecting", "Error 101 connecting", "Error -2 connecting"],
      "Timeout connecting to server",
    ],
    ofAny: true,
  },
} as const satisfies Record<string, LogLine>;

export type LogLineName = keyof typeof LOG_LINES;

/** One of these is in a line about Redis: its name, or one of its ports. */
export const REDIS_WORDS: readonly string[] = ["redis", "valkey", ":6379", ":6378"];

/** Everything that a line says; nothing for one that is not looked for. */
export function logLinesIn(text: string): LogLineName[] {
  const line = text.toLowerCase();
  const has = (one: string) => line.includes(one.toLowerCase());
  const names = Object.keys(LOG_LINES) as LogLineName[];
  return names.filter((name) => {
    const { texts, together, ofAny }: LogLine = LOG_LINES[name];
    return (together ? texts.every(has) : texts.some(has)) && (!ofAny || REDIS_WORDS.some(has));
  });
}
