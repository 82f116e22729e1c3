import { problemsOfCallers } from "./callers";
import { type Draft, isRecord, type SettingProblem } from "./draft";
import { domainsDiffer, problemsOfExpected } from "./expected";
import { ACCOUNT_ID_LENGTH } from "./names";
import { IS_KEPT, problemsOfVariables } from "./variable-rules";

/** How long the app waits for Redis at start-up before it gives up. */
export const REDIS_READINESS_BUDGET_SECONDS = 60;
/** Period x failures may not pass this under any published Cloud Run limit. */
const LONGEST_STARTUP_SECONDS = 240;
/** GiB a container may have at least and at most for its CPUs, as Cloud Run publishes it. */
const MEMORY: Record<string, [number, number]> = {
  "1": [0.125, 4],
  "2": [0.125, 8],
  "4": [2, 16],
  "6": [4, 24],
  "8": [4, 32],
};

/** What must hold inside each service and between them. */
export function problemsOfServices(draft: Draft, today: string): SettingProblem[] {
  const keys = draft.entries("services").map(([key]) => key);
  const services = keys.map((key) => `services.${key}`);
  return [
    ...keys.flatMap((key) => (key === "__proto__" ? [{ path: `services.${key}`, message: IS_KEPT }] : [])),
    ...someServiceUsesRedis(draft, services),
    ...serviceNamesDiffer(draft, services),
    ...domainsDiffer(draft),
    ...services.flatMap((service) => problemsOf(draft, service, today)),
  ];
}

/** A service whose `redis` is no yes or no is refused by the schema, and may be meant as the one that uses it. */
function someServiceUsesRedis(draft: Draft, services: string[]): SettingProblem[] {
  if (!isRecord(draft.at("services")) || services.some((service) => draft.at(`${service}.redis`) !== false)) return [];
  const message = "must include one with redis: true - the Redis of the environment is there for its services";
  return [{ path: "services", message }];
}

function serviceNamesDiffer(draft: Draft, services: string[]): SettingProblem[] {
  const paths = services.map((service) => `${service}.name`);
  return paths.flatMap((path, index) => {
    const name = draft.text(path);
    const twin = name && paths.slice(0, index).find((earlier) => draft.text(earlier) === name);
    return twin
      ? [{ path, message: `must differ from ${twin} - services of one project need names of their own` }]
      : [];
  });
}

function problemsOf(draft: Draft, service: string, today: string): SettingProblem[] {
  return [
    ...serviceNameFits(draft, service),
    ...instancesInOrder(draft, service),
    ...probeWithinLimits(draft, `${service}.startupProbe`),
    ...websocketsStay(draft, service),
    ...memoryFitsCpu(draft, service),
    ...internetHasAWay(draft, service),
    ...startupOutlastsRedis(draft, service),
    ...problemsOfCallers(draft, service),
    ...problemsOfVariables(draft, service),
    ...problemsOfExpected(draft, service, today),
  ];
}

function serviceNameFits(draft: Draft, service: string): SettingProblem[] {
  const path = `${service}.name`;
  const name = draft.text(path);
  if (name === undefined) return [];
  const { shortest, longest } = ACCOUNT_ID_LENGTH;
  if (name.length < shortest || name.length > longest) {
    return [
      { path, message: `must have ${shortest} to ${longest} characters - its service account carries the same name` },
    ];
  }
  return [];
}

function instancesInOrder(draft: Draft, service: string): SettingProblem[] {
  const min = draft.number(`${service}.instances.min`);
  const max = draft.number(`${service}.instances.max`);
  if (min === undefined || max === undefined || min <= max) return [];
  return [
    { path: `${service}.instances.min`, message: `must not exceed ${service}.instances.max (${max}) - lower it` },
  ];
}

function probeWithinLimits(draft: Draft, probe: string): SettingProblem[] {
  const period = draft.number(`${probe}.periodSeconds`);
  const failures = draft.number(`${probe}.failureThreshold`);
  const timeout = draft.number(`${probe}.timeoutSeconds`);
  const problems: SettingProblem[] = [];
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

/** In the incident the start-up check gave up before the app had waited long enough for Redis. */
function startupOutlastsRedis(draft: Draft, service: string): SettingProblem[] {
  if (draft.at(`${service}.redis`) !== true) return [];
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

function websocketsStay(draft: Draft, service: string): SettingProblem[] {
  if (draft.at(`${service}.websockets`) !== true || draft.at(`${service}.sessionAffinity`) === true) return [];
  return [
    {
      path: `${service}.sessionAffinity`,
      message: "must be true where websockets is - a reconnecting client has to find its instance again",
    },
  ];
}

function memoryFitsCpu(draft: Draft, service: string): SettingProblem[] {
  const cpu = draft.text(`${service}.cpu`) ?? "";
  const [, amount, unit] = /^([1-9]\d*)(Mi|Gi)$/.exec(draft.text(`${service}.memory`) ?? "") ?? [];
  const limits = Object.hasOwn(MEMORY, cpu) ? MEMORY[cpu] : undefined;
  if (!limits || amount === undefined) return [];
  const gibibytes = Number(amount) / (unit === "Mi" ? 1024 : 1);
  const [least, most] = limits;
  if (gibibytes >= least && gibibytes <= most) return [];
  const message = `must be from ${least * 1024}Mi to ${most}Gi beside cpu "${cpu}" - Cloud Run refuses the rest`;
  return [{ path: `${service}.memory`, message }];
}

/** The default network has no NAT from this environment: traffic to the internet through it is lost. */
function internetHasAWay(draft: Draft, service: string): SettingProblem[] {
  if (draft.at("privateNetwork") !== false || draft.at(`${service}.egress`) !== "ALL_TRAFFIC") return [];
  const message =
    "must be PRIVATE_RANGES_ONLY where privateNetwork is off - the default network has no NAT from this environment";
  return [{ path: `${service}.egress`, message }];
}
