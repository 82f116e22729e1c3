import type { Draft, Problem } from "./draft";
import { ACCOUNT_ID_LENGTH } from "./names";
import { IS_KEPT_BY_JAVASCRIPT, problemsOfVariables } from "./variable-rules";

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
export function problemsOfServices(draft: Draft): Problem[] {
  const services = draft.entries("services").map(([key]) => `services.${key}`);
  return [
    ...services
      .filter((service) => service === "services.__proto__")
      .map((path): Problem => ({ path, message: IS_KEPT_BY_JAVASCRIPT })),
    ...serviceNamesDiffer(draft, services),
    ...services.flatMap((service) => problemsOf(draft, service)),
    ...services
      .filter((service) => draft.at(`${service}.redis`) === true)
      .flatMap((service) => startupOutlastsRedis(draft, service)),
  ];
}

function serviceNamesDiffer(draft: Draft, services: readonly string[]): Problem[] {
  const paths = services.map((service) => `${service}.name`);
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
    ...egressGoesWithRedis(draft, service),
    ...instancesInOrder(draft, service),
    ...probeWithinLimits(draft, `${service}.startupProbe`),
    ...websocketsStay(draft, service),
    ...memoryFitsCpu(draft, service),
    ...internetHasAWay(draft, service),
    ...problemsOfVariables(draft, service),
  ];
}

function serviceNameFits(draft: Draft, service: string): Problem[] {
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

/** Redis is reached through the network, and only a service that uses it goes there. */
function egressGoesWithRedis(draft: Draft, service: string): Problem[] {
  const path = `${service}.egress`;
  const [redis, egress] = [draft.at(`${service}.redis`), draft.at(path)];
  if (redis === true && egress === undefined) {
    const message =
      "is missing - it must be PRIVATE_RANGES_ONLY or ALL_TRAFFIC where redis is true - write how much of its traffic goes into the network";
    return [{ path, message }];
  }
  if (egress === undefined || redis === true || (redis !== undefined && redis !== false)) return [];
  const message = "must not be written without redis: true - such a service stays outside the network, so remove it";
  return [{ path, message }];
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

function memoryFitsCpu(draft: Draft, service: string): Problem[] {
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

/** On the default network there is no NAT of ours: what would go to the internet through it goes nowhere. */
function internetHasAWay(draft: Draft, service: string): Problem[] {
  if (draft.at("privateNetwork") !== false || draft.at(`${service}.egress`) !== "ALL_TRAFFIC") return [];
  const message = "must be PRIVATE_RANGES_ONLY where privateNetwork is off - the default network has no NAT of ours";
  return [{ path: `${service}.egress`, message }];
}
