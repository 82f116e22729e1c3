import { add, refuses, remove, variable } from "../support/mutations";
import { ref } from "../support/rewrites";
import type { StackJson } from "../support/synth";

describe("the walker refuses a service whose REDIS_HOST", () => {
  const HOST = ["backend", "env REDIS_HOST"] as const;

  refuses("is a literal address", HOST, ({ backend }) => {
    variable(backend, "REDIS_HOST").value = "10.166.204.83";
  });

  refuses("is localhost", HOST, ({ backend }) => {
    variable(backend, "REDIS_HOST").value = "localhost";
  });

  refuses("is missing", HOST, ({ backend }) => {
    variable(backend, "REDIS_HOST").name = "CACHE_HOST_BEFORE";
  });

  refuses("is set twice, the second time as a literal", HOST, ({ backend }) => {
    backend.template.containers[0].env.push({ name: "REDIS_HOST", value: "10.107.0.3" });
  });

  refuses("is another attribute of the cache", HOST, ({ backend }) => {
    variable(backend, "REDIS_HOST").value = ref("google_redis_instance.cache.read_endpoint");
  });

  refuses("is the host of another cache than REDIS_PORT", HOST, ({ json, cache, backend }) => {
    add(json, "google_redis_instance.other", { ...cache, name: "other-redis" });
    variable(backend, "REDIS_HOST").value = ref("google_redis_instance.other.host");
  });

  refuses("is something else altogether", HOST, ({ backend }) => {
    variable(backend, "REDIS_HOST").value = ref("google_compute_network.network.id");
    variable(backend, "REDIS_PORT").name = "CACHE_PORT_BEFORE";
  });

  refuses("is the host of a cache that is not in the stack", HOST, ({ backend }) => {
    variable(backend, "REDIS_HOST").value = ref("google_redis_instance.gone.host");
  });
});

describe("the walker refuses a service whose REDIS_PORT", () => {
  const PORT = ["backend", "env REDIS_PORT"] as const;

  refuses("is a literal, even the right one", PORT, ({ backend }) => {
    variable(backend, "REDIS_PORT").value = "6379";
  });

  refuses("is the port of a test setup", PORT, ({ backend }) => {
    variable(backend, "REDIS_PORT").value = "6381";
  });

  refuses("is the host", PORT, ({ backend }) => {
    variable(backend, "REDIS_PORT").value = ref("google_redis_instance.cache.host");
  });
});

describe("the walker refuses a service that also has a REDIS_URL", () => {
  const URL = ["auth", "env REDIS_URL"] as const;

  refuses("set as a literal", URL, ({ auth }) => {
    auth.template.containers[0].env.push({ name: "REDIS_URL", value: "redis://10.107.0.3:6379" });
  });

  refuses("put together from references", URL, ({ auth }) => {
    const value = `redis://${ref("google_redis_instance.cache.host")}:6379`;
    auth.template.containers[0].env.push({ name: "REDIS_URL", value });
  });

  refuses("read from a secret", URL, ({ auth }) => {
    const { value_source } = variable(auth, "REDIS_PASSWORD");
    auth.template.containers[0].env.push({ name: "REDIS_URL", value_source });
  });
});

describe("the walker refuses a service that reads a secret", () => {
  const READING = ["backend", "template.service_account"] as const;
  const SECRET = ["backend", "template.containers.env.value_source.secret_key_ref.secret"] as const;

  refuses("without a grant", READING, ({ json }) => remove(json, "grant"));

  refuses("that was granted to another account", READING, ({ grant, auth }) => {
    grant.member = `serviceAccount:${auth.template.service_account}`;
  });

  refuses("that was granted to the account of the same name in another project", READING, ({ grant }) => {
    grant.member = grant.member.replace(".iam", "-2.iam");
  });

  refuses("that was granted to a member of no kind", READING, ({ grant, backend }) => {
    grant.member = backend.template.service_account;
  });

  refuses("under a role that does not read it", READING, ({ grant }) => {
    grant.role = "roles/secretmanager.viewer";
  });

  refuses("with a grant of the same shape on something else", READING, ({ json, grant }) => {
    remove(json, "grant");
    add(json, "google_storage_bucket_iam_member.grant", grant);
    json.resource.google_cloud_run_v2_service.backend_service.depends_on = ["google_storage_bucket_iam_member.grant"];
  });

  refuses("while another secret was granted", READING, ({ json, grant, password }) => {
    add(json, "google_secret_manager_secret.other", { ...password, secret_id: "other" });
    grant.secret_id = ref("google_secret_manager_secret.other.secret_id");
  });

  refuses("without waiting for the grant", READING, ({ backend }) => {
    backend.depends_on = backend.depends_on.filter((address: string) => !address.includes("reads_redis_auth"));
  });

  refuses("as the project's default account", READING, ({ backend }) => {
    delete backend.template.service_account;
  });

  refuses("that is not in the stack", SECRET, ({ backend }) => {
    const { secret_key_ref } = variable(backend, "REDIS_PASSWORD").value_source;
    secret_key_ref.secret = ref("google_secret_manager_secret.gone.secret_id");
  });

  refuses("by its literal name", SECRET, ({ backend, password }) => {
    variable(backend, "REDIS_PASSWORD").value_source.secret_key_ref.secret = password.secret_id;
  });

  refuses("whose grant names it literally", ["grant", "secret_id"], ({ grant, password }) => {
    grant.secret_id = password.secret_id;
  });

  refuses(
    "from a file, out of a secret that is not in the stack",
    ["backend", "template.volumes.secret.secret"],
    (parts) => {
      const secret = { secret: ref("google_secret_manager_secret.gone.secret_id") };
      parts.backend.template.volumes = [{ name: "redis-ca", secret }];
    },
  );

  refuses("from a file of a secret that no account may read", READING, ({ json, backend, password }) => {
    add(json, "google_secret_manager_secret.other", { ...password, secret_id: "other" });
    const secret = { secret: ref("google_secret_manager_secret.other.secret_id") };
    backend.template.volumes = [{ name: "other", secret }];
  });
});

describe("the walker refuses a probe that does not stand where its service stands:", () => {
  const task = (probe: StackJson) => probe.template.template;

  refuses("without the connector", ["probe", "template.template.vpc_access.connector"], ({ probe }) => {
    delete task(probe).vpc_access;
  });

  refuses("with a literal address of Redis", ["probe", "env REDIS_HOST"], ({ probe }) => {
    task(probe).containers[0].env.find(({ name }: StackJson) => name === "REDIS_HOST").value = "10.107.0.3";
  });

  refuses("under an account that may not read the secret", ["probe", "template.template.service_account"], (parts) => {
    task(parts.probe).service_account = parts.auth.template.service_account;
  });

  refuses("without waiting for the grant", ["probe", "template.template.service_account"], ({ probe }) => {
    probe.depends_on = probe.depends_on.filter((address: string) => !address.includes("reads_redis_auth"));
  });
});
