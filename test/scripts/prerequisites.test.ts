import {
  type Call,
  explainInit,
  findTerraform,
  isProtected,
  type Machine,
  missingApproval,
  missingFrom,
} from "../../scripts/prerequisites";

const SECRET = "ya29.not-to-be-seen";

/** A machine on which nothing is missing, with changes. */
function machine({ files = [], ...changes }: Partial<Machine> & { files?: string[] } = {}): Machine {
  return {
    env: { PATH: "/opt/empty:/opt/bin", GOOGLE_OAUTH_ACCESS_TOKEN: SECRET },
    home: "/home/someone",
    hasTerminal: true,
    product: "",
    isFile: (path) => files.includes(path),
    isExecutable: (path) => path === "/opt/bin/terraform",
    ...changes,
  };
}

type Changes = Parameters<typeof machine>[0];
const withEnv = (env: Machine["env"], rest: Changes = {}) => machine({ env: { PATH: "/opt/bin", ...env }, ...rest });

describe("terraform", () => {
  test("is found on the PATH", () => {
    expect([findTerraform(machine()), missingFrom(machine())]).toEqual(["/opt/bin/terraform", []]);
  });

  test("is another program where TERRAFORM_BINARY_NAME says so, by name or by path", () => {
    const isExecutable = (path: string) => path === "/opt/bin/tofu";
    expect(findTerraform(withEnv({ TERRAFORM_BINARY_NAME: "tofu" }, { isExecutable }))).toBe("/opt/bin/tofu");
    expect(findTerraform(withEnv({ TERRAFORM_BINARY_NAME: "/opt/bin/tofu" }, { isExecutable }))).toBe("/opt/bin/tofu");
  });

  test("missing, it is said how to get it", () => {
    const nowhere = machine({ isExecutable: () => false });
    expect(missingFrom(nowhere)).toEqual([
      expect.stringContaining("https://developer.hashicorp.com/terraform/install"),
    ]);
    expect(missingFrom(nowhere)[0]).toContain("TERRAFORM_BINARY_NAME=tofu");
  });

  test("misnamed, the variable is named and its value is not", () => {
    const misnamed = withEnv({ TERRAFORM_BINARY_NAME: SECRET, GOOGLE_CREDENTIALS: SECRET });
    expect(missingFrom(misnamed)).toEqual([
      expect.stringMatching(/^TERRAFORM_BINARY_NAME names a program that is not/),
    ]);
    expect(missingFrom(misnamed).join()).not.toContain(SECRET);
  });
});

describe("OpenTofu", () => {
  const tofu = { TERRAFORM_BINARY_NAME: "tofu" };

  test("not installed, it is said where to get it", () => {
    expect(missingFrom(withEnv({ ...tofu, GOOGLE_CREDENTIALS: SECRET }))[0]).toContain(
      "https://opentofu.org/docs/intro/install",
    );
  });

  test("is called by its name where it asks for approval, finds no credentials or no provider", () => {
    const destroy = { verb: "destroy", stack: "staging", args: [], folder: "/" };
    expect(missingApproval(destroy, withEnv(tofu, { hasTerminal: false }))[0]).toMatch(/^tofu cannot ask for approval/);
    const explained = (stderr: string) => explainInit(stderr, "staging", "tofu");
    expect(explained("could not find default credentials")).toMatch(/^tofu found no/);
    expect(explained("Failed to query available provider packages")).toMatch(/ - tofu needs the network/);
  });
});

describe("credentials", () => {
  const wellKnown = "/home/someone/.config/gcloud/application_default_credentials.json";

  test.each<[string, Machine]>([
    ["a token", withEnv({ GOOGLE_OAUTH_ACCESS_TOKEN: SECRET })],
    ["a key", withEnv({ GOOGLE_CREDENTIALS: SECRET })],
    ["a file of credentials", withEnv({ GOOGLE_APPLICATION_CREDENTIALS: "/key.json" }, { files: ["/key.json"] })],
    ["gcloud's file", withEnv({}, { files: [wellKnown] })],
    [
      "gcloud's file in another folder",
      withEnv({ CLOUDSDK_CONFIG: "/gcloud" }, { files: ["/gcloud/application_default_credentials.json"] }),
    ],
    ["a metadata server", withEnv({ GCE_METADATA_HOST: "metadata" })],
    ["a machine of Google's", withEnv({}, { product: "Google Compute Engine\n" })],
  ])("are found: %s", (_, found) => {
    expect(missingFrom(found)).toEqual([]);
  });

  test.each<[string, Machine]>([
    ["an empty token", withEnv({ GOOGLE_OAUTH_ACCESS_TOKEN: "" })],
    ["gcloud with another configuration folder", withEnv({ CLOUDSDK_CONFIG: "/gcloud" }, { files: [wellKnown] })],
    ["a machine of Google's without any", withEnv({ NO_GCE_CHECK: "true" }, { product: "Google Compute Engine\n" })],
  ])("are missing: %s", (_, lacking) => {
    expect(missingFrom(lacking)).toEqual([expect.stringContaining("`gcloud auth application-default login`")]);
  });

  test("in a file that is not there: terraform would not look further, so neither is it said to be fine", () => {
    const lost = withEnv({ GOOGLE_APPLICATION_CREDENTIALS: SECRET }, { files: [wellKnown] });
    expect(missingFrom(lost)).toEqual([
      expect.stringMatching(/^GOOGLE_APPLICATION_CREDENTIALS names a file that is not/),
    ]);
    expect(missingFrom(lost).join()).not.toContain(SECRET);
  });
});

describe("approval", () => {
  const call = (verb: string, ...args: string[]): Call => ({ verb, stack: "staging", args, folder: "/out/staging" });
  const noTerminal = (rest: Changes = {}) => machine({ hasTerminal: false, ...rest });

  test("is terraform's business where there is a terminal, and a plan needs none", () => {
    expect(missingApproval(call("deploy"), machine())).toEqual([]);
    expect(missingApproval(call("plan"), noTerminal())).toEqual([]);
  });

  test.each(["deploy", "destroy"])("%s without a terminal has to say -auto-approve", (verb) => {
    expect(missingApproval(call(verb), noTerminal())).toEqual([
      expect.stringContaining(`npm run ${verb} -- staging -auto-approve`),
    ]);
    expect(missingApproval(call(verb, "-auto-approve=false"), noTerminal())).toHaveLength(1);
    expect(missingApproval(call(verb, "-auto-approve"), noTerminal())).toEqual([]);
  });

  test("may be said in terraform's own variables, or have been given to a saved plan", () => {
    const variable = withEnv({ TF_CLI_ARGS_apply: "-parallelism=4 -auto-approve" }, { hasTerminal: false });
    expect(missingApproval(call("deploy"), variable)).toEqual([]);
    expect(missingApproval(call("destroy"), variable)).toHaveLength(1);
    const saved = noTerminal({ files: ["/out/staging/reviewed.tfplan"] });
    expect(missingApproval(call("deploy", "reviewed.tfplan"), saved)).toEqual([]);
    expect(missingApproval(call("deploy", "lost.tfplan"), saved)).toHaveLength(1);
  });
});

// What terraform 1.11 writes, with its boxes, colours and line breaks.
const boxed = (...lines: string[]) => lines.map((line) => `\u001b[31m│\u001b[0m \u001b[0m${line}\u001b[0m`).join("\n");

test.each<[string, string, string]>([
  [
    "no bucket",
    boxed(
      "Error: Failed to get existing workspaces: querying Cloud Storage",
      "failed: storage: bucket",
      "doesn't exist",
    ),
    "npm run bootstrap -- staging --repository OWNER/NAME",
  ],
  [
    "no credentials",
    boxed("storage.NewClient() failed: dialing: google: could not", "find default credentials."),
    "gcloud auth",
  ],
  ["no provider", boxed("Error: Failed to query available", "provider packages"), "TF_CLI_CONFIG_FILE"],
  [
    "another build of the provider",
    boxed(
      "Error: Failed to install provider",
      "the local package for registry.terraform.io/hashicorp/google 6.50.0 doesn't",
      "match any of the checksums previously recorded in the dependency lock file",
    ),
    "stacks/.terraform.lock.hcl",
  ],
  ["no download", boxed("Error: Failed to install provider"), "TF_CLI_CONFIG_FILE"],
])("a failed init is explained: %s", (_, stderr, wayOut) => {
  expect(explainInit(stderr, "staging")).toContain(wayOut);
});

test("what terraform says well enough itself is not explained again", () => {
  expect(explainInit(boxed("Error: Error acquiring the state lock"), "staging")).toBeUndefined();
});

test("a stack is protected when terraform refuses to destroy any of it", () => {
  const bucket = (lifecycle?: object) => ({ resource: { google_storage_bucket: { state: { lifecycle } } } });
  expect([bucket({ prevent_destroy: true }), bucket(), {}].map(isProtected)).toEqual([true, false, false]);
});
