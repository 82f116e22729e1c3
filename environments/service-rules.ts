import type { Draft, Problem } from "./draft";
import { ACCOUNT_ID_LENGTH, LONGEST_SERVICE_NAME } from "./names";

/** How long the app waits for Redis at start-up before it gives up. */
export const REDIS_READINESS_BUDGET_SECONDS = 60;
/** Period x failures may not pass this under any published Cloud Run limit. */
const LONGEST_STARTUP_SECONDS = 240;
/** What connectTo(cache) writes, and by its name any other literal address of a Redis: the stale one of the incident. */
const WRITTEN_BY_CONNECT_TO = /^REDIS_(PASSWORD|CA_FILE)$|REDIS.*(HOST|PORT|URL|ADDR|ENDPOINT)$/i;
const SERVICES = ["backend", "auth", "frontend"];
const CONNECTED_SERVICES = ["backend", "auth"];

/** What must hold inside each service and between them. */
export function problemsOfServices(draft: Draft): Problem[] {
  return [
    ...serviceNamesDiffer(draft),
    ...SERVICES.flatMap((service) => problemsOf(draft, `services.${service}`)),
    ...CONNECTED_SERVICES.flatMap((service) => startupOutlastsRedis(draft, `services.${service}`)),
  ];
}

function serviceNamesDiffer(draft: Draft): Problem[] {
  const paths = SERVICES.map((service) => `services.${service}.name`);
  return paths.flatMap((path, index) => {
    const name = draft.text(path);
    const twin = name && paths.slice(0, index).find((earlier) => draft.text(earlier) === name);
    return twin
      ? [{ path, message: `must differ from ${twin} - services of one project need names of their own` }]
      : [];
  });
}

function problemsOf(draft: Draft, service: string): Problem[] {
  return [
    ...serviceNameFits(draft, service),
    ...instancesInOrder(draft, service),
    ...probeWithinLimits(draft, `${service}.startupProbe`),
    ...websocketsStay(draft, service),
    ...draft.entries(`${service}.env`).flatMap(([key, value]) => variableProblems(`${service}.env.${key}`, key, value)),
  ];
}

function serviceNameFits(draft: Draft, service: string): Problem[] {
  const path = `${service}.name`;
  const name = draft.text(path);
  if (name === undefined) return [];
  const { shortest, longest } = ACCOUNT_ID_LENGTH;
  if (name.length > LONGEST_SERVICE_NAME || name.length < shortest || name.length > longest) {
    return [
      { path, message: `must have ${shortest} to ${longest} characters - its service account carries the same name` },
    ];
  }
  return [];
}

function instancesInOrder(draft: Draft, service: string): Problem[] {
  const min = draft.number(`${service}.instances.min`);
  const max = draft.number(`${service}.instances.max`);
  if (min === undefined || max === undefined || min <= max) return [];
  return [
    { path: `${service}.instances.min`, message: `must not exceed ${service}.instances.max (${max}) - lower it` },
  ];
}

function probeWithinLimits(draft: Draft, probe: string): Problem[] {
  const period = draft.number(`${probe}.periodSeconds`);
  const failures = draft.number(`${probe}.failureThreshold`);
  const timeout = draft.number(`${probe}.timeoutSeconds`);
  const problems: Problem[] = [];
  if (period !== undefined && timeout !== undefined && timeout > period) {
    problems.push({ path: `${probe}.timeoutSeconds`, message: `must not exceed periodSeconds (${period}) - lower it` });
  }
  if (period !== undefined && failures !== undefined && period * failures > LONGEST_STARTUP_SECONDS) {
    problems.push({
      path: `${probe}.failureThreshold`,
      message: `makes a window of ${period * failures} s, more than the ${LONGEST_STARTUP_SECONDS} s Cloud Run allows - lower it or periodSeconds`,
    });
  }
  return problems;
}

/** The incident: the start-up check gave up before Redis had had its time. */
function startupOutlastsRedis(draft: Draft, service: string): Problem[] {
  const period = draft.number(`${service}.startupProbe.periodSeconds`);
  const failures = draft.number(`${service}.startupProbe.failureThreshold`);
  if (period === undefined || failures === undefined || period * failures > REDIS_READINESS_BUDGET_SECONDS) return [];
  return [
    {
      path: `${service}.startupProbe.failureThreshold`,
      message: `makes a window of ${period * failures} s, not more than the ${REDIS_READINESS_BUDGET_SECONDS} s the app gives Redis - raise it or periodSeconds`,
    },
  ];
}

function websocketsStay(draft: Draft, service: string): Problem[] {
  if (draft.at(`${service}.websockets`) !== true || draft.at(`${service}.sessionAffinity`) === true) return [];
  return [
    {
      path: `${service}.sessionAffinity`,
      message: "must be true where websockets is - a reconnecting client has to find its instance again",
    },
  ];
}

/** Hosts only: "not-localhost.example.com" is somebody else, 2001:db8::1 too, and a bare 0.0.0.0 is where one listens. */
const LOCALHOST =
  /(?<![\w-])localhost(?:\.localdomain)?(?![\w-]|\.\w)|(?<![\w.])127(?:\.\d{1,3}){3}\b|(?<![\w:])::1(?![\w:])|(?:\/\/|@)0\.0\.0\.0\b/i;
/** A port, not some digits of a hash, a path or a larger number. */
const TEST_REDIS_PORT = /(?<![\w./-])6381(?!\w|\.\d)/;

function variableProblems(path: string, key: string, value: unknown): Problem[] {
  if (key === "__proto__") {
    return [{ path, message: "is a name that JavaScript keeps for itself - remove it or rename it" }];
  }
  if (key.toUpperCase() === "REDIS_URL") {
    return [
      {
        path,
        message:
          "is deprecated: it hides a host, a port and a password in one string - remove it, connectTo(cache) writes REDIS_HOST and REDIS_PORT",
      },
    ];
  }
  if (WRITTEN_BY_CONNECT_TO.test(key)) {
    return [{ path, message: "is written by connectTo(cache) from the cache itself - remove it" }];
  }
  if (typeof value !== "string") return [];
  const problems: Problem[] = [];
  if (LOCALHOST.test(value)) {
    problems.push({
      path,
      message: "points a cloud service at its own container - give the address it is deployed under",
    });
  }
  if (TEST_REDIS_PORT.test(value)) {
    problems.push({
      path,
      message: "holds port 6381, the default of a test setup - remove it, connectTo(cache) knows the port",
    });
  }
  return problems;
}
