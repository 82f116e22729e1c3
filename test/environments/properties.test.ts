import fc from "fast-check";
import { production } from "../../environments/production";
import { staging } from "../../environments/staging";
import { type Choice, validEnvironment } from "../support/environment-arbitrary";
import { type BreakKind, breaks } from "../support/environment-breaks";
import { namesOutOfBounds } from "../support/environment-names";
import { edited, problemsOf, STAGING, WHAT_CAN_BE_LEFT_OUT } from "../support/environment-problems";
import { RANGE_SIZES } from "../support/environment-ranges";
import { connectedKeys, leaves, VARIABLE, variableIn } from "../support/environment-schema";
import { read, type StackJson, synthesizeEnvironment } from "../support/synth";
import { walk } from "../support/walker/paths";
import { Stack } from "../support/walker/stack";

const KINDS: BreakKind[] = ["null", "of another type", "missing", "out of bounds", "beside an unknown setting"];
const either = [true, false];
const choices: Choice[] = either.flatMap((privateNetwork) =>
  either.flatMap((tls) =>
    either.flatMap((auth) =>
      ["BASIC", "STANDARD_HA"].map((tier) => ({
        privateNetwork,
        "redis.tls": tls,
        "redis.auth": auth,
        "redis.tier": tier,
      })),
    ),
  ),
);

describe("any valid environment", () => {
  test("is accepted", () => {
    fc.assert(
      fc.property(validEnvironment(), (input) => {
        expect(problemsOf(input)).toEqual([]);
      }),
      { numRuns: 200 },
    );
  });

  test("becomes a stack in which every reference and every name is right", () => {
    const met = new Set<string>();
    let secrets = 0;
    for (const choice of choices) {
      fc.assert(
        fc.property(validEnvironment(choice), (input) => {
          const json = synthesizeEnvironment(read(input));
          const { paths, problems } = walk(new Stack(json));
          expect(problems).toEqual([]);
          // Of each service, and of the probe that stands for it.
          expect(paths).toHaveLength(2 * connectedKeys.length);
          expect(namesOutOfBounds(new Stack(json))).toEqual([]);
          expect(readAtLatest(json)).toEqual(Object.values(input.services).flatMap(secretsOf).sort());
          secrets += readAtLatest(json).length;
          met.add(chosenIn(json));
        }),
        // Without shrinking, which would synthesize for minutes.
        { numRuns: 3, endOnFailure: true },
      );
    }
    expect(secrets).toBeGreaterThan(0);
    expect([...met].sort()).toEqual(choices.map((choice) => JSON.stringify(Object.values(choice))).sort());
  });
});

/** What was chosen, as what would ship says it. */
function chosenIn({ resource }: StackJson): string {
  const { transit_encryption_mode, auth_enabled, tier } = resource.google_redis_instance.cache;
  const privateNetwork = "google_compute_network" in resource;
  return JSON.stringify([privateNetwork, transit_encryption_mode === "SERVER_AUTHENTICATION", auth_enabled, tier]);
}

const secretsOf = ({ name, secrets = {} }: { name: string; secrets?: Record<string, string> | undefined }) =>
  Object.entries(secrets).map(([variable, secret]) => `${name} ${variable} ${secret}`);

/** The variables read from secrets that somebody else keeps, each with its service and the secret's name. */
function readAtLatest(json: StackJson): string[] {
  const stack = new Stack(json);
  const services: StackJson[] = Object.values(json.resource.google_cloud_run_v2_service);
  return services
    .flatMap(({ name, template }) => {
      const variables: StackJson[] = template.containers[0].env;
      return variables.flatMap(({ name: variable, value_source }) => {
        const { version, secret } = value_source?.secret_key_ref ?? {};
        return version === "latest" ? [`${name} ${variable} ${stack.resolve(secret)?.resource.body.secret_id}`] : [];
      });
    })
    .sort();
}

describe("any valid environment in which one setting is broken", () => {
  test.each(KINDS)("%s: is refused by the path of that setting", (kind) => {
    const settings = breaks.filter((way) => way.kind === kind);
    const met = new Set<string>();
    for (const { leaf, edits } of settings) {
      fc.assert(
        fc.property(validEnvironment(), edits, (input, { path, edits }) => {
          const problems = problemsOf(edited(edited(input, WHAT_CAN_BE_LEFT_OUT), edits));
          expect(problems).toContainEqual(expect.stringContaining(`${STAGING}: ${path}: `));
          met.add(leaf);
        }),
        { numRuns: 3 },
      );
    }
    expect(met.size).toBe(settings.length);
    expect(met.size).toBeGreaterThan(0);
  });

  test("every setting is broken in every way there is for it", () => {
    const untried = leaves.flatMap(({ path, node, required }) => {
      const impossible: Record<BreakKind, boolean> = {
        null: false,
        "of another type": false,
        missing: !required,
        "out of bounds": node.type === "boolean",
        "beside an unknown setting": path.endsWith(".0"),
      };
      return KINDS.filter((kind) => impossible[kind] === breaks.some((way) => way.leaf === path && way.kind === kind));
    });
    expect(untried).toEqual([]);
  });

  test("every setting that staging and production write is among them", () => {
    const paths = leaves.map(({ path }) => path);
    const said = [...written(staging), ...written(production)].filter((path) => !path.startsWith("alerts."));
    expect(paths).toEqual(expect.arrayContaining(said));
    expect(written(edited(staging, WHAT_CAN_BE_LEFT_OUT))).toEqual(
      expect.arrayContaining(leaves.filter(({ required }) => required).map(({ path }) => path)),
    );
  });

  test("every text that the schema bounds in no way JSON can say has its bounds said here", () => {
    const unbounded = leaves.filter(
      ({ path, node: { type, ...bounds } }) =>
        type === "string" && Object.keys(bounds).length === 0 && !path.endsWith(`env.${VARIABLE}`),
    );
    expect(unbounded.map(({ path }) => path)).toEqual(Object.keys(RANGE_SIZES));
  });
});

/** The paths at which something is written, one for each list and for each block of variables. */
function written(value: unknown, path = ""): string[] {
  if (typeof value !== "object" || value === null) return [path];
  if (Array.isArray(value)) return [`${path}.0`];
  if (/\.(env|secrets)$/.test(path)) return [`${path}.${variableIn(path)}`];
  return Object.entries(value).flatMap(([key, inner]) => written(inner, path ? `${path}.${key}` : key));
}
