import type { OutOfBandChange } from "../recorder/case";
import { benign, breaks, type DriftCase, weakens } from "./label";
import { deleted, HOST, PORT, SECRET, serviceEdited } from "./out-of-band";
import { served } from "./roots";

const PROJECT = "projects/acme-staging";
const KEY = `secretmanager/${PROJECT}/secrets/app-key`;
const ROLE = "roles/secretmanager.secretAccessor";
const emailOf = (id: string) => `${id}@acme-staging.iam.gserviceaccount.com`;
const accountAt = (id: string) => `iam/${PROJECT}/serviceAccounts/${emailOf(id)}`;
const API = `serviceAccount:${emailOf("orders-api")}`;
const IDLE = `serviceAccount:${emailOf("orders-idle")}`;

/** Somebody gives a secret a new policy, as gcloud does. */
function policy(secret: string, members: string[]): OutOfBandChange {
  const bindings = members.length > 0 ? [{ role: ROLE, members }] : [];
  return acted(secret, "setIamPolicy", { policy: { bindings } });
}

function acted(object: string, action: string, body: object = {}): OutOfBandChange {
  return { method: "POST", path: `${object.replace("/", "/v1/")}:${action}`, body };
}

const env = (variables: object[]) => serviceEdited({ "template.containers.0.env": variables });
const from = (name: string, secret: string) => ({ name, valueSource: { secretKeyRef: { secret, version: "latest" } } });

/** What a service needs besides packets, taken away outside Terraform. */
export const accessCases: DriftCase[] = [
  {
    id: "grant-deleted",
    title: "somebody takes away the leave to read the password of Redis",
    before: served,
    outOfBand: [policy(SECRET, [])],
    label: breaks("auth"),
  },
  {
    id: "account-dropped-from-binding",
    title: "somebody drops the account of the service from a binding",
    before: served,
    outOfBand: [policy(KEY, [IDLE])],
    label: breaks("key.members"),
  },
  {
    id: "another-account-dropped-from-binding",
    title: "somebody drops an account that no service runs as from a binding",
    before: served,
    outOfBand: [policy(KEY, [API])],
    label: benign("key.members"),
  },
  {
    id: "secret-opened-to-everybody",
    title: "somebody lets everybody on the internet read a secret",
    before: served,
    outOfBand: [policy(KEY, [API, IDLE, "allUsers"])],
    label: weakens("key.members"),
  },
  {
    id: "account-switched-off",
    title: "somebody disables the account that the service runs as",
    before: served,
    outOfBand: [acted(accountAt("orders-api"), "disable")],
    label: breaks("api.disabled"),
  },
  {
    id: "another-account-switched-off",
    title: "somebody disables an account that no service runs as",
    before: served,
    outOfBand: [acted(accountAt("orders-idle"), "disable")],
    label: benign("idle.disabled"),
  },
  {
    id: "account-deleted",
    title: "somebody deletes the account that the service runs as",
    before: served,
    outOfBand: [deleted(accountAt("orders-api"))],
    label: breaks("api"),
  },
  {
    id: "account-of-service-changed",
    title: "somebody runs the service as an account that may read the key alone",
    before: served,
    outOfBand: [serviceEdited({ "template.serviceAccount": emailOf("orders-idle") })],
    label: breaks("api.template.service_account"),
  },
  {
    id: "secret-version-disabled",
    title: "somebody disables the version that holds the password of Redis",
    before: served,
    outOfBand: [acted(`${SECRET}/versions/1`, "disable")],
    label: breaks("auth.enabled"),
  },
  {
    id: "password-variable-removed",
    title: "somebody removes the variable with the password of Redis",
    before: served,
    outOfBand: [env([HOST, PORT, from("APP_KEY", "app-key")])],
    label: breaks(
      "api.template.containers.env[REDIS_PASSWORD].value_source.secret_key_ref.secret",
      "api.template.containers.env[REDIS_PASSWORD].value_source.secret_key_ref.version",
    ),
  },
];
