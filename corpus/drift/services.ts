import { benign, breaks, type DriftCase, weakens } from "./label";
import { changed, deleted, HOST, PORT, SECRET, SERVICE, serviceEdited } from "./out-of-band";
import { direct, INVOKER, invoked, open, secured, unread } from "./roots";

const env = (...variables: object[]) => serviceEdited({ "template.containers.0.env": variables });
const ACCESS = "template.vpc_access";
const ENV = "template.containers.env";

export const serviceCases: DriftCase[] = [
  {
    id: "label-added",
    title: "somebody labels the service",
    before: open,
    outOfBand: [serviceEdited({ labels: { "goog-terraform-provisioned": "true", owner: "me" } })],
    label: { ...benign("api.effective_labels.owner"), repair: "Terraform does not change it" },
  },
  {
    id: "label-changed",
    title: "somebody changes a label that the configuration says",
    before: direct,
    outOfBand: [serviceEdited({ labels: { "goog-terraform-provisioned": "true", owner: "me" } })],
    label: { ...benign("api.labels.owner"), repair: "terraform apply sets labels.owner back" },
  },
  {
    id: "image-changed",
    title: "another revision is deployed past Terraform",
    before: open,
    outOfBand: [serviceEdited({ "template.containers.0.image": "us-docker.pkg.dev/cloudrun/container/hello:2" })],
    label: benign("api.template.containers.image"),
  },
  {
    id: "env-added",
    title: "somebody adds a variable that is about something else",
    before: open,
    outOfBand: [env(HOST, PORT, { name: "FEATURE", value: "planted-feature-7" })],
    label: benign(`api.${ENV}[FEATURE].value`),
  },
  {
    id: "env-host-literal",
    title: "somebody writes an address that is no Redis's",
    before: open,
    outOfBand: [env({ ...HOST, value: "10.107.0.3" }, PORT)],
    label: {
      ...breaks(`api.${ENV}[REDIS_HOST].value`),
      repair: `terraform apply sets ${ENV}[REDIS_HOST].value back to 10.166.0.3`,
    },
  },
  {
    id: "env-host-localhost",
    title: "somebody points the service at itself",
    before: open,
    outOfBand: [env({ ...HOST, value: "localhost" }, PORT)],
    label: breaks(`api.${ENV}[REDIS_HOST].value`),
  },
  {
    id: "env-host-removed",
    title: "somebody takes the address away",
    before: open,
    outOfBand: [env(PORT)],
    label: breaks(`api.${ENV}[REDIS_HOST].value`),
  },
  {
    id: "env-port-of-a-test",
    title: "somebody writes the port of a test",
    before: open,
    outOfBand: [env(HOST, { ...PORT, value: "6381" })],
    label: breaks(`api.${ENV}[REDIS_PORT].value`),
  },
  {
    id: "env-reordered",
    title: "an update writes the variables in another order",
    before: open,
    outOfBand: [env(PORT, HOST)],
    label: { verdict: "clean", drifted: [] },
  },
  {
    id: "connector-detached",
    title: "somebody takes the connector away from the service",
    before: open,
    outOfBand: [serviceEdited({ "template.vpcAccess": null })],
    label: {
      ...breaks(`api.${ACCESS}.connector`),
      drifted: [`breaks api.${ACCESS}.connector`, `benign api.${ACCESS}.egress`],
    },
  },
  {
    id: "egress-all-traffic",
    title: "somebody sends all traffic through the connector",
    before: open,
    outOfBand: [serviceEdited({ "template.vpcAccess.egress": "ALL_TRAFFIC" })],
    label: {
      ...weakens(`api.${ACCESS}.egress`),
      repair: `terraform apply sets ${ACCESS}.egress back to PRIVATE_RANGES_ONLY`,
    },
  },
  {
    id: "egress-all-traffic-unset",
    title: "the same where the configuration leaves it to the cloud: no plan repairs it",
    before: direct,
    outOfBand: [serviceEdited({ "template.vpcAccess.egress": "ALL_TRAFFIC" })],
    label: { ...weakens(`api.${ACCESS}.egress`), repair: "write it out there" },
  },
  {
    id: "interface-loses-its-tag",
    title: "the tag through which the rules speak of the service goes",
    before: direct,
    outOfBand: [serviceEdited({ "template.vpcAccess.networkInterfaces.0.tags": [] })],
    label: weakens(`api.${ACCESS}.network_interfaces.tags`),
  },
  {
    id: "ingress-opened",
    title: "somebody switches off that callers are asked who they are",
    before: open,
    outOfBand: [serviceEdited({ invokerIamDisabled: true })],
    label: weakens("api.invoker_iam_disabled"),
  },
  {
    id: "ingress-behind-load-balancer",
    title: "a service that only the network could call takes calls from load balancers",
    before: unread,
    outOfBand: [serviceEdited({ ingress: "INGRESS_TRAFFIC_INTERNAL_LOAD_BALANCER" })],
    label: weakens("api.ingress"),
  },
  {
    id: "invokers-everybody",
    title: "everybody may call a service, through the binding that Terraform manages",
    before: invoked,
    outOfBand: [
      changed(`${SERVICE}/iamPolicy`, {
        bindings: [{ role: "roles/run.invoker", members: [INVOKER, "allUsers"] }],
      }),
    ],
    label: weakens("invokers.members"),
  },
  {
    id: "revision-failed",
    title: "the latest revision does not come up",
    before: open,
    outOfBand: [
      serviceEdited({
        terminalCondition: {
          type: "Ready",
          state: "CONDITION_FAILED",
          reason: "CONTAINER_MISSING",
          message: "planted-message-9",
        },
      }),
    ],
    label: breaks("api.terminal_condition.state"),
  },
  {
    id: "service-deleted",
    title: "somebody deletes the service",
    before: open,
    outOfBand: [deleted(SERVICE)],
    label: { ...breaks("api"), repair: "terraform apply creates google_cloud_run_v2_service.api again" },
  },
  {
    id: "secret-deleted",
    title: "the secret with the password of Redis is deleted",
    before: secured,
    outOfBand: [deleted(SECRET)],
    label: breaks("auth", "auth"),
  },
  {
    id: "token-changed",
    title: "a variable that holds a password of its own is changed",
    before: secured,
    outOfBand: [
      env(
        HOST,
        PORT,
        { name: "API_TOKEN", value: "planted-token-2" },
        {
          name: "REDIS_PASSWORD",
          valueSource: { secretKeyRef: { secret: "redis-auth", version: "latest" } },
        },
      ),
    ],
    label: benign(`api.${ENV}[API_TOKEN].value`),
  },
];
