import { type Attack, branch, cache, resource, says } from "./attack";

const AUTH = `\${google_redis_instance.cache.auth_string}`;
const secretData = (expression: string) =>
  branch((it) => (it.resource.google_secret_manager_secret_version.cache_auth_version.secret_data = expression));

/** Secrets and files that a plan would show. */
export const secrets: Attack[] = [
  [
    "data of a secret's version",
    branch((it) => (it.data = { google_secret_manager_secret_version: {} })),
    "data.google_secret_manager_secret_version is refused",
  ],
  [
    "the value of a secret that main does not read",
    branch((it) => (it.data = { google_secret_manager_secret_version_access: { own: { secret: "payments-key" } } })),
    "own reads a secret that main does not: merge it first",
  ],
  [
    "data of an access token",
    branch((it) => (it.data = { google_service_account_access_token: {} })),
    "data.google_service_account_access_token is refused",
  ],
  [
    "the state of another environment",
    branch((it) => (it.data = { terraform_remote_state: {} })),
    "data.terraform_remote_state is refused",
  ],
  ["an output of the AUTH string", says(`\${google_redis_instance.cache.auth_string}`), "auth_string, which is secret"],
  [
    "the same without its mark",
    says(`\${nonsensitive(google_redis_instance.cache.auth_string)}`),
    "calls nonsensitive()",
  ],
  [
    "a whole Redis",
    says(`\${jsonencode(google_redis_instance.cache)}`),
    "refers to a google_redis_instance as a whole",
  ],
  ["all of its kind", says(`\${google_redis_instance}`), "refers to a google_redis_instance as a whole"],
  ["the AUTH string by index", says(`\${google_redis_instance.cache["auth_string"]}`), "as a whole"],
  [
    "the AUTH string by index, and more",
    says(`\${google_redis_instance.cache["auth_string"].x}`),
    "an attribute that is not named",
  ],
  [
    "the AUTH string by a computed name",
    says(`\${google_redis_instance.cache[join("_", ["auth", "string"])].x}`),
    "an attribute that is not named",
  ],
  ["the AUTH string in parentheses", says(`\${(google_redis_instance.cache).auth_string}`), "as a whole"],
  ["the AUTH string of all", says(`\${google_redis_instance.cache.*.auth_string}`), "auth_string, which is secret"],
  ["the AUTH string in a loop", says(`\${[for key, value in google_redis_instance.cache : value]}`), "loops with for"],
  ["the AUTH string in a directive", says(`%{for v in google_redis_instance.cache}\${v}%{endfor}`), "loops with for"],
  [
    "the AUTH string in a name, which an error would quote",
    cache((it) => (it.name = `\${google_redis_instance.cache.auth_string}`)),
    "auth_string, which is secret",
  ],
  [
    "the AUTH string in a key",
    branch(
      (it) => (it.output.own = { value: Object.fromEntries([[`\${google_redis_instance.cache.auth_string}`, 1]]) }),
    ),
    "auth_string, which is secret",
  ],
  [
    "the AUTH string in a condition",
    cache((it) => (it.lifecycle.precondition = {})),
    "lifecycle.precondition is refused",
  ],
  [
    "a block with a secret in it",
    says(`\${google_monitoring_notification_channel.own.sensitive_labels}`),
    "which is secret",
  ],
  [
    "a secret that is moved to another kind",
    branch((it) => (it.moved = { from: "google_secret_manager_secret_version.own", to: "google_compute_network.own" })),
    "which is of another kind",
  ],
  [
    "the AUTH string in a function whose error would quote it",
    secretData(`\${cidrhost(google_redis_instance.cache.auth_string, 1)}`),
    "auth_string, which is secret",
  ],
  [
    "the same behind one that is allowed",
    secretData(`\${coalesce(tonumber(google_redis_instance.cache.auth_string), timestamp())}`),
    "auth_string, which is secret",
  ],
  [
    "the AUTH string in a sum",
    secretData(`\${google_redis_instance.cache.auth_string + 1}`),
    "auth_string, which is secret",
  ],
  [
    "the AUTH string in the name of a version",
    branch((it) => (it.resource.google_secret_manager_secret_version.cache_auth_version.secret = AUTH)),
    "auth_string, which is secret",
  ],
  ["file() of a key", says(`\${file("/proc/self/environ")}`), "calls file()"],
  ["file() in a string in an expression", says(`\${join("", ["\${file("key.json")}"])}`), "calls file()"],
  ["templatefile()", says(`\${templatefile("a", {})}`), "calls templatefile()"],
  ["filebase64sha256()", says(`\${filebase64sha256("a")}`), "calls filebase64sha256()"],
  ["fileset()", says(`\${fileset("/", "**")}`), "calls fileset()"],
  ["the path of the module", says(`\${path.module}`), "refers to path"],
  ["a comment that hides a call", says(`\${/* */file("a")}`), "an expression that is not understood"],
  [
    "a file as the content of an object",
    resource("google_storage_bucket_object", { source: "/proc/self/environ" }),
    "google_storage_bucket_object is refused",
  ],
  ["a key of an account", resource("google_service_account_key", {}), "google_service_account_key is refused"],
];
