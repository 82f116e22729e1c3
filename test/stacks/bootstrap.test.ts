import { type Channel, secretsOfChannels } from "../../constructs/watch/notification-channel";
import { ACCOUNT_IDS, type GrantedOn, grantsOf, type OnlyWith, STARTS_JOBS } from "../../facts/identities";
import { everyBranch } from "../../stacks/bootstrap-stack";
import { every } from "../constructs/workbench";
import { read, type StackJson, stagingInput } from "../support/synth";
import { bootstrapOf, environments } from "./stacks";

describe.each(environments.map((environment) => [environment.name, environment] as const))(
  "the bootstrap of %s",
  (name, environment) => {
    const json = bootstrapOf(environment);
    const { state, state_logs: logs } = json.resource.google_storage_bucket;

    test("makes the bucket of the state, and keeps its own state in it", () => {
      expect(state).toMatchObject({ name: environment.names.stateBucket, location: environment.region });
      expect(json.terraform.backend).toEqual({ gcs: { bucket: state.name, prefix: `${name}-bootstrap` } });
    });

    test("keeps old states for a set time, and what was deleted for a week", () => {
      expect(state.versioning).toEqual({ enabled: true });
      expect(state.lifecycle_rule).toEqual([
        {
          action: { type: "Delete" },
          condition: {
            days_since_noncurrent_time: environment.state.keepOldVersionsDays,
            with_state: "ARCHIVED",
          },
        },
      ]);
      expect(state.soft_delete_policy).toEqual({ retention_duration_seconds: 604_800 });
    });

    test.each([
      ["the state", state],
      ["its log", logs],
    ])("opens the bucket of %s to accounts only, and never empties it to destroy it", (_, bucket) => {
      expect(bucket).toMatchObject({
        uniform_bucket_level_access: true,
        public_access_prevention: "enforced",
        force_destroy: false,
      });
    });

    test("logs who reads and writes the state, in a bucket of its own with an end of its own", () => {
      expect(state.logging.log_bucket).toBe(`\${google_storage_bucket.state_logs.name}`);
      expect(logs).toMatchObject({
        name: environment.names.stateLogBucket,
        lifecycle_rule: [{ action: { type: "Delete" }, condition: { age: 400 } }],
      });
      expect(logs.logging).toBeUndefined();
    });

    test("logs who reads secrets and objects", () => {
      const configs = every(json, "google_project_iam_audit_config");
      expect(configs.map(({ service, audit_log_config: kinds }) => [service, kinds])).toEqual([
        ["secretmanager.googleapis.com", [{ log_type: "DATA_READ" }]],
        ["storage.googleapis.com", [{ log_type: "DATA_READ" }]],
      ]);
    });

    test("makes the accounts of the pipeline and of the services, and no key", () => {
      const ids = every(json, "google_service_account").map(({ account_id }) => account_id);
      const services = Object.values(environment.services).map((service) => service.name);
      const { watch: _, ...always } = ACCOUNT_IDS;
      expect(ids.sort()).toEqual([...Object.values(always), ...services].sort());
      expect(Object.keys(json.resource).filter((type) => /key/.test(type))).toEqual([]);
    });

    test.each(["plan", "deploy", "probe"] as const)(
      "gives %s the roles that are listed for it, and no other",
      (identity) => {
        const member = `\${google_service_account.${identity}_account.member}`;
        const given = Object.values<Record<string, StackJson>>(json.resource)
          .flatMap((byName) => Object.values(byName))
          .filter((body) => body.member === member)
          .map(({ role }) => roleIn(json, role));
        const secrets = Object.values(environment.services).some((service) => Object.keys(service.secrets).length > 0);
        const channels = secretsOfChannels(environment.alerts.channels ?? {}).length > 0;
        const isMade: Partial<Record<GrantedOn, boolean>> = {
          ...{ probes: false, "secrets of the services": secrets, "secrets of the channels": channels },
        };
        const listed = grantsOf(identity).filter(({ on, onlyWith }) => !onlyWith && (isMade[on] ?? true));
        expect([...new Set(given)].sort()).toEqual(listed.map(({ role }) => role).sort());
        for (const { role, permissions } of listed) {
          const made = every(json, "google_project_iam_custom_role").filter(({ role_id }) => role_id === role);
          expect(made.map((one) => one.permissions)).toEqual(permissions ? [permissions] : []);
        }
      },
    );

    test("lets deploy act as the services' accounts, one by one, and as nobody else", () => {
      const acting = Object.entries<StackJson>(json.resource.google_service_account_iam_member).filter(
        ([, { role }]) => role === "roles/iam.serviceAccountUser",
      );
      expect(acting.map(([, { service_account_id: on, member }]) => [on, member])).toEqual(
        Object.keys(environment.services)
          .sort()
          .map((key) => [
            `\${google_service_account.services_${key}.name}`,
            `\${google_service_account.deploy_account.member}`,
          ]),
      );
    });

    test("turns on every API that the environment would", () => {
      const on = every(json, "google_project_service").map(({ service }) => service);
      expect(on).toEqual(expect.arrayContaining(["run", "redis", "sts", "iam"].map((api) => `${api}.googleapis.com`)));
    });

    test("gives the leave to start a probe on nothing: each probe gives it itself", () => {
      const roles = Object.keys(json.resource).flatMap((type) => every(json, type).map(({ role }) => role));
      expect(roles.filter((role) => role === STARTS_JOBS || role === "roles/run.invoker")).toEqual([]);
    });

    test("knows no path of the machine it was synthesized on", () => {
      expect(JSON.stringify(json)).not.toContain(process.cwd());
    });
  },
);

const EMAIL: Channel = { type: "email", address: "team@example.com", from: "WARNING" };
const SLACK: Channel = { type: "slack", channel: "#staging", tokenSecret: "slack-token", from: "WARNING" };
const PAGERDUTY: Channel = { type: "pagerduty", keySecret: "pagerduty-key", from: "CRITICAL" };
const WEBHOOK: Channel = {
  ...{ type: "webhook", url: "https://hooks.example.com/x", user: "lineup", passwordSecret: "hook-password" },
  from: "WARNING",
};
const told = (channels: Record<string, Channel>) =>
  read(stagingInput((input) => Object.assign(input.alerts, { channels })));

describe("what may be done to secrets", () => {
  const withSecrets = bootstrapOf(
    read(
      stagingInput(({ services }) => {
        for (const service of Object.values(services)) service.secrets = { OPENAI_API_KEY: "openai-api-key" };
      }),
    ),
  );
  const conditioned = every(withSecrets, "google_project_iam_member")
    .filter(({ condition }) => condition)
    .map(({ role, condition }) => [roleIn(withSecrets, role), condition.expression]);
  const secret = (id: string) => {
    const path = `projects/\${element(split("/", google_iam_workload_identity_pool.github_pool.name), 1)}/secrets/${id}`;
    return `resource.name == "${path}" || resource.name.startsWith("${path}/versions/")`;
  };

  test("is bound to the names of Redis's own, whole, and to those that the environment file lists", () => {
    expect(conditioned).toEqual([
      ["lineupOtherSecrets", secret("openai-api-key")],
      ["lineupOwnSecrets", `${secret("staging-redis-auth")} || ${secret("staging-redis-ca")}`],
    ]);
  });

  test("is, of what opens channels of alerts, to read it, for those who plan and who deploy", () => {
    const opened = bootstrapOf(told({ chat: SLACK, also: SLACK, pager: PAGERDUTY, hook: WEBHOOK, team: EMAIL }));
    const reads = every(opened, "google_project_iam_member").filter(
      ({ role }) => role === "roles/secretmanager.secretAccessor",
    );
    expect(reads.map(({ member }) => member).sort()).toEqual(
      ["deploy", "plan"].map((who) => `\${google_service_account.${who}_account.member}`),
    );
    const secrets = ["hook-password", "pagerduty-key", "slack-token"].map(secret).join(" || ");
    expect(reads.map(({ condition }) => condition.expression)).toEqual([secrets, secrets]);
  });

  test("is nothing of any other, where channels are opened by none", () => {
    const roles = every(bootstrapOf(told({ team: EMAIL })), "google_project_iam_member").map(({ role }) => role);
    expect(roles).not.toContain("roles/secretmanager.secretAccessor");
  });

  test("without a condition is to make one, and to look at them", () => {
    const free = grantsOf("deploy")
      .filter(({ on }) => on === "project")
      .flatMap(({ permissions = [] }) => permissions.filter((one) => one.startsWith("secretmanager.")));
    expect(free).toEqual(["secretmanager.secrets.create"]);
  });
});

describe("a setting that identities need more for", () => {
  const SETTINGS: [OnlyWith, object, string][] = [
    ["probe.trace", { probe: { trace: true } }, "networkmanagement"],
    ["watch", { watch: { everyMinutes: 10 } }, "cloudscheduler"],
  ];
  const without = bootstrapOf(read(stagingInput()));
  const rolesIn = (json: StackJson) => every(json, "google_project_iam_custom_role").map(({ role_id }) => role_id);
  const apisIn = (json: StackJson) => every(json, "google_project_service").map(({ service }) => service);

  test.each(SETTINGS)("%s: with it the roles are made that it asks for, and its API is on", (setting, more, api) => {
    const json = bootstrapOf(read(stagingInput((input) => Object.assign(input, more))));
    const asked = ACCOUNT_IDENTITIES.flatMap(grantsOf)
      .filter(({ onlyWith, permissions }) => onlyWith === setting && permissions)
      .map(({ role }) => role);
    expect(asked.length).toBeGreaterThan(0);
    expect(rolesIn(json).sort()).toEqual([...rolesIn(without), ...asked].sort());
    expect(apisIn(json).sort()).toEqual([...apisIn(without), `${api}.googleapis.com`].sort());
  });

  test("watch: its account is one that no job of GitHub becomes, and that only the deploy acts as", () => {
    const json = bootstrapOf(read(stagingInput((input) => Object.assign(input, { watch: { everyMinutes: 10 } }))));
    const { watch_account: account } = json.resource.google_service_account;
    expect(account.account_id).toBe(ACCOUNT_IDS.watch);
    const on = every(json, "google_service_account_iam_member").filter(
      ({ service_account_id }) => service_account_id === `\${google_service_account.watch_account.name}`,
    );
    expect(on.map(({ role, member }) => [role, member])).toEqual([
      ["roles/iam.serviceAccountUser", `\${google_service_account.deploy_account.member}`],
    ]);
    const has = Object.keys(json.resource).flatMap((type) => every(json, type));
    expect(has.filter(({ member }) => member === `\${google_service_account.watch_account.member}`)).toEqual([]);
  });
});

test("a state that is encrypted with a key of one's own waits until Cloud Storage may use the key", () => {
  const kmsKey = "projects/acme-keys/locations/us-central1/keyRings/states/cryptoKeys/staging";
  const json = bootstrapOf(read(stagingInput((input) => Object.assign(input.state, { kmsKey }))));
  expect(json.resource.google_storage_bucket.state.encryption).toEqual({
    default_kms_key_name: `\${google_kms_crypto_key_iam_member.state_encrypts.crypto_key_id}`,
  });
  expect(json.resource.google_kms_crypto_key_iam_member.state_encrypts).toMatchObject({
    crypto_key_id: kmsKey,
    role: "roles/cloudkms.cryptoKeyEncrypterDecrypter",
    member: `\${data.google_storage_project_service_account.state_agent.member}`,
  });
});

test('plans: "every-branch" is said with the channels that it opens, too', () => {
  expect(everyBranch(told({ chat: SLACK, pager: PAGERDUTY }))).toBe(
    'staging says plans: "every-branch": everybody who can push a branch can read the AUTH string of staging-redis, and what opens channels of alerts: pagerduty-key, slack-token - say plans: "approved" to have a reviewer let each plan begin',
  );
});

test('plans: "every-branch" is said with what it means and the way out', () => {
  const [staging] = environments;
  expect(staging && everyBranch(staging)).toBe(
    'staging says plans: "every-branch": everybody who can push a branch can read the AUTH string of staging-redis - say plans: "approved" to have a reviewer let each plan begin',
  );
});

const ACCOUNT_IDENTITIES = Object.keys(ACCOUNT_IDS) as (keyof typeof ACCOUNT_IDS)[];

/** The id of a role, of this stack or Google's. */
function roleIn(json: StackJson, role: string): string {
  const [, address] = /^\$\{google_project_iam_custom_role\.(\w+)\.name\}$/.exec(role) ?? [];
  return address === undefined ? role : json.resource.google_project_iam_custom_role[address].role_id;
}
