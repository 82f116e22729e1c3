import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { EnvironmentError } from "../../environments/environment";
import { EnvironmentStack } from "../../stacks/environment-stack";
import { adopt } from "../../synthesis/adopt";
import { gate } from "../../synthesis/gate";
import { synthesizeInto } from "../../synthesis/synthesize";
import { temporaryFolder } from "../support/folder";
import { read, stagingInput } from "../support/synth";

const FILE = "environments/adoptions/staging.json";
const folder = temporaryFolder();
const out = join(folder, "out");
const NETWORK = {
  address: "google_compute_network.network",
  id: "projects/netra-staging/global/networks/staging-vpc",
  seen: "import: no change",
};
const CACHE = {
  address: "google_redis_instance.cache",
  id: "projects/netra-staging/locations/us-central1/instances/staging-redis",
  seen: "import: labels only",
};
const WHOLE = {
  schema: "lineup/adoption/1",
  environment: "staging",
  project: "netra-staging",
  seenAt: "2026-11-29T11:00:00.000Z",
  resources: [NETWORK, CACHE],
};

beforeEach(() => mkdirSync(join(folder, "adoptions"), { recursive: true }));
afterEach(() => {
  for (const name of ["adoptions", "out"]) rmSync(join(folder, name), { recursive: true, force: true });
});

function synthesize(files: Record<string, unknown>) {
  for (const [file, json] of Object.entries(files)) {
    writeFileSync(join(folder, "adoptions", file), typeof json === "string" ? json : JSON.stringify(json));
  }
  const build = (app: ConstructorParameters<typeof EnvironmentStack>[0]) =>
    adopt([new EnvironmentStack(app, "staging", read(stagingInput()))], folder);
  synthesizeInto(out, build, gate);
  return JSON.parse(readFileSync(join(out, "stacks/staging/cdk.tf.json"), "utf8"));
}

/** All that is wrong, and the proof that nothing was written. */
function problems(files: Record<string, unknown>): string[] {
  try {
    synthesize(files);
    return [];
  } catch (error) {
    if (!(error instanceof EnvironmentError)) throw error;
    expect(existsSync(out)).toBe(false);
    expect(readdirSync(folder)).toEqual(["adoptions"]);
    return error.problems;
  }
}

const staging = (change: object) => problems({ "staging.json": { ...WHOLE, ...change } });

test("without a file nothing is taken over, nor where the folder is not there", () => {
  const without = synthesize({});
  expect(without).not.toHaveProperty("import");
  rmSync(join(folder, "adoptions"), { recursive: true });
  expect(synthesize({})).toEqual(without);
});

test("what the file names is taken over by its id, with the next plan, and nothing else changes", () => {
  const { import: blocks, ...others } = synthesize({ "staging.json": WHOLE });
  expect(blocks).toEqual([NETWORK, CACHE].map(({ address, id }) => ({ to: address, id })));
  const without = synthesize({ "staging.json": { ...WHOLE, resources: [] } });
  // What cdktf notes about itself.
  const notes = { "//": expect.anything() };
  expect({ ...others, ...notes }).toEqual({ ...without, ...notes });
});

test("everything that is wrong is said at once, with its file and path, and nothing is written", () => {
  const resources = [
    NETWORK,
    { ...NETWORK, seen: 1 },
    { ...CACHE, address: "google_redis_instance.other", extra: true },
    {
      ...CACHE,
      address: "google_secret_manager_secret_version.cache_auth_version",
      id: "projects/1/secrets/a/versions/1",
    },
    { ...CACHE, address: "data.google_compute_network.network", id: `projects/netra-staging/$\{x}` },
    null,
  ];
  const files = {
    "staging.json": {
      ...WHOLE,
      schema: "2",
      environment: "production",
      project: "netra-other",
      seenAt: 5,
      by: "me",
      resources,
    },
    "stagin.json": WHOLE,
  };
  const said = problems(files);
  const anew = "write the file anew with lineup adopt --write";
  expect(said).toEqual(
    expect.arrayContaining([
      "environments/adoptions/stagin.json: is of no environment - remove it",
      `${FILE}: schema: must be "lineup/adoption/1", got "2" - ${anew}`,
      `${FILE}: by: is not a setting, got "me" - remove it or mend its spelling`,
      `${FILE}: seenAt: must be a time, got 5 - such as "2026-11-29T11:00:00.000Z"`,
      `${FILE}: environment: must be "staging", the environment's own, got "production" - ${anew}`,
      `${FILE}: project: must be "netra-staging", the environment's own, got "netra-other" - ${anew}`,
      `${FILE}: resources.1.seen: must be what was seen of it, got 1 - ${anew}`,
      `${FILE}: resources.1.address: must differ from resources.0.address, got "${NETWORK.address}" - remove one of the two`,
      `${FILE}: resources.1.id: must differ from resources.0.id, got "${NETWORK.id}" - remove one of the two`,
      `${FILE}: resources.2.extra: is not a setting, got true - remove it or mend its spelling`,
      expect.stringMatching(
        `^${FILE}: resources.2.address: must be a resource that is synthesized, got "google_redis_instance.other" - `,
      ),
      expect.stringMatching(/resources\.3\.address: must be left out, it is never imported: .+, got .+ - remove it$/),
      expect.stringMatching(/resources\.3\.id: must be of the project "netra-staging", got "projects\/1\//),
      expect.stringMatching(/resources\.4\.address: must be the address of a resource, got "data\./),
      expect.stringMatching(/resources\.4\.id: must be an import id in plain characters, got /),
      `${FILE}: resources.5: must be a block of settings, got null - write { ... }`,
    ]),
  );
  // The data is none of the resources either.
  expect(said).toHaveLength(17);
});

test.each([
  ["cut short", '{ "schema": '],
  ["a folder", undefined],
])("a file that is %s is refused", (_, text) => {
  if (text === undefined) mkdirSync(join(folder, "adoptions/staging.json"));
  expect(problems(text === undefined ? {} : { "staging.json": text })).toEqual([
    `${FILE}: is no JSON that can be read - write the file anew with lineup adopt --write`,
  ]);
});

test.each([
  ["null", null],
  ["a list", []],
  ["a number", 1],
  ["a text", '"x"'],
])("%s is no adoption", (_, json) => {
  expect(problems({ "staging.json": json === null ? "null" : json })).toEqual([
    expect.stringContaining(`${FILE}: (all of it): must be a block`),
  ]);
});

test("every field must be there, and of its type", () => {
  for (const field of Object.keys(WHOLE)) {
    expect(staging({ [field]: undefined })).toEqual([
      expect.stringContaining(`${FILE}: ${field}: is missing - it must`),
    ]);
    expect(staging({ [field]: { a: 1 } })).toEqual([expect.stringContaining(`${FILE}: ${field}: must `)]);
  }
  for (const field of Object.keys(NETWORK)) {
    const [without, other] = [undefined, ["x"]].map((value) =>
      staging({ resources: [{ ...NETWORK, [field]: value }] }),
    );
    expect(without).toEqual([expect.stringContaining(`${FILE}: resources.0.${field}: is missing - it must`)]);
    expect(other).toEqual([expect.stringContaining(`${FILE}: resources.0.${field}: must `)]);
  }
});

test.each(["__proto__", "constructor"])("a field called %s is refused", (name) => {
  const hostile = JSON.stringify(WHOLE).replace('"schema"', `"${name}":{"id":"x"},"schema"`);
  expect(problems({ "staging.json": hostile })).toEqual([
    expect.stringContaining(`${FILE}: ${name}: is not a setting`),
  ]);
});

test("an id of another place in the same project is refused where it could lead elsewhere", () => {
  for (const id of [`${CACHE.id}/../../secrets/a`, `${CACHE.id}?fields=*`, `%{if true}a%{endif}`, "a\nb", ""]) {
    expect(staging({ resources: [{ ...CACHE, id }] })).toEqual([
      expect.stringContaining(`${FILE}: resources.0.id: must be an import id in plain characters, got `),
    ]);
  }
});
