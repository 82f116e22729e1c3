import { readEnvironments } from "../../../environments/environment";
import { production } from "../../../environments/production";
import type { EnvironmentInput } from "../../../environments/schema";
import { edited } from "../../support/environment-problems";
import { read, type StackJson, stagingInput, synthesizeEnvironment } from "../../support/synth";

/** Staging with everything that can be watched, and everybody who can be told. */
const everything: EnvironmentInput = edited(stagingInput(), {
  "redis.tier": "STANDARD_HA",
  "redis.tls": true,
  watch: { everyMinutes: 10 },
  alerts: {
    channels: {
      team: { type: "email", address: "platform@netrasystems.ai" },
      chat: { type: "slack", channel: "#staging", tokenSecret: "slack-token" },
      pager: { type: "pagerduty", keySecret: "pagerduty-key", from: "CRITICAL" },
      hook: { type: "webhook", url: "https://hooks.example.com/alerts", user: "lineup", passwordSecret: "hook" },
    },
    runbooks: "https://github.com/netrasystems/cloud-run-reaches-redis/blob/main/docs/runbooks",
    thresholds: { "redis-memory": 0.85 },
    slos: {
      backend: { availability: 0.99, within2s: 0.95, websockets: 0.99 },
      auth: { availability: 0.99 },
      redisReachable: 0.99,
    },
  },
});

/** Nothing is watched by an alert that is off. */
const silenced: EnvironmentInput = edited(stagingInput(), {
  "alerts.off": {
    ...Object.fromEntries(
      ["uptime", "log-failed-start", "drift-silent"].map((id) => [id, "Somebody else is watching this tonight"]),
    ),
  },
});

/** Nobody is told, and that is said. */
const quiet: EnvironmentInput = edited(stagingInput(), {
  alerts: {
    nobody: "Thrown away tonight: nobody is on call for it",
    runbooks: "https://github.com/netrasystems/cloud-run-reaches-redis/blob/main/docs/runbooks",
  },
});

function productionStack(): StackJson {
  const [environment] = readEnvironments({ "environments/production.ts": production });
  if (!environment) throw new Error("one environment in, one environment out");
  return synthesizeEnvironment(environment);
}

/** What ships, by what it is called here. */
const STACKS: Readonly<Record<string, () => StackJson>> = {
  staging: () => synthesizeEnvironment(read(stagingInput())),
  production: productionStack,
  "an environment with everything": () => synthesizeEnvironment(read(everything)),
  "an environment in which some alerts are off": () => synthesizeEnvironment(read(silenced)),
  "an environment whose alerts nobody hears": () => synthesizeEnvironment(read(quiet)),
};

export const NAMES = Object.keys(STACKS);

const shipped = new Map<string, StackJson>();

/** A copy of what ships, for a test to spoil: of the environment with everything, or of this one. */
export function shippedStack(name = "an environment with everything"): StackJson {
  const stack = shipped.get(name) ?? STACKS[name]?.();
  if (!stack) throw new Error(`nothing ships as ${name}`);
  shipped.set(name, stack);
  return structuredClone(stack);
}
