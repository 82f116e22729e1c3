import { benign, breaks, type DriftCase, weakens } from "./label";
import { changed, deleted, HOST, POOL, PORT, REVISIONS, SECRET, SERVICE, serviceEdited } from "./out-of-band";
import { direct, INVOKER, invoked, latest, open, pooled, secured, unread } from "./roots";

const env = (...variables: object[]) => serviceEdited({ "template.containers.0.env": variables });
const rolledBack = {
  type: "TRAFFIC_TARGET_ALLOCATION_TYPE_REVISION",
  revision: "orders-api-00041-abc",
  percent: 100,
};
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
    title: "somebody changes a label that the configuration sets",
    before: direct,
    outOfBand: [serviceEdited({ labels: { "goog-terraform-provisioned": "true", owner: "me" } })],
    label: { ...benign("api.labels.owner"), repair: "terraform apply sets labels.owner back" },
  },
  {
    id: "image-changed",
    title: "another revision is deployed outside Terraform",
    before: open,
    outOfBand: [serviceEdited({ "template.containers.0.image": "us-docker.pkg.dev/cloudrun/container/hello:2" })],
    label: benign("api.template.containers.image"),
  },
  {
    id: "traffic-moved-by-hand",
    title: "somebody moves the requests back to an older revision, and the configuration sends them to the newest one",
    before: latest,
    outOfBand: [changed(SERVICE, { traffic: [rolledBack] })],
    label: {
      verdict: "unknown",
      drifted: ["benign api.traffic.revision", "benign api.traffic.type"],
      repair: "the next deploy takes this away; to keep it, ",
    },
  },
  {
    id: "traffic-moved-where-unset",
    title: "the same where the configuration says nothing of the traffic, so no plan moves the requests",
    before: open,
    outOfBand: [changed(SERVICE, { traffic: [rolledBack] })],
    label: {
      verdict: "unknown",
      drifted: ["benign api.traffic.revision", "benign api.traffic.type"],
      repair: "Terraform leaves them there",
    },
  },
  {
    id: "env-added",
    title: "somebody adds an unrelated variable",
    before: open,
    outOfBand: [env(HOST, PORT, { name: "FEATURE", value: "planted-feature-7" })],
    label: benign(`api.${ENV}[FEATURE].value`),
  },
  {
    id: "env-host-literal",
    title: "somebody sets the address to one that belongs to no Redis",
    before: open,
    outOfBand: [env({ ...HOST, value: "10.107.0.3" }, PORT)],
    label: {
      ...breaks(`api.${ENV}[REDIS_HOST].value`),
      repair: `terraform apply sets ${ENV}[REDIS_HOST].value back to 10.166.0.3`,
    },
  },
  {
    id: "env-host-localhost",
    title: "somebody sets the address of Redis to localhost",
    before: open,
    outOfBand: [env({ ...HOST, value: "localhost" }, PORT)],
    label: breaks(`api.${ENV}[REDIS_HOST].value`),
  },
  {
    id: "env-host-removed",
    title: "somebody removes the variable with the address of Redis",
    before: open,
    outOfBand: [env(PORT)],
    label: breaks(`api.${ENV}[REDIS_HOST].value`),
  },
  {
    id: "env-port-of-a-test",
    title: "somebody sets the port of a test environment",
    before: open,
    outOfBand: [env(HOST, { ...PORT, value: "6381" })],
    label: breaks(`api.${ENV}[REDIS_PORT].value`),
  },
  {
    id: "env-reordered",
    title: "an update reorders the variables",
    before: open,
    outOfBand: [env(PORT, HOST)],
    label: { verdict: "clean", drifted: [] },
  },
  {
    id: "connector-detached",
    title: "somebody detaches the service from the connector",
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
    title: "the same where the configuration does not set egress, so no plan reverts it",
    before: direct,
    outOfBand: [serviceEdited({ "template.vpcAccess.egress": "ALL_TRAFFIC" })],
    label: { ...weakens(`api.${ACCESS}.egress`), repair: "write it out there" },
  },
  {
    id: "interface-loses-its-tag",
    title: "the network tag that the firewall rules use for the service is removed",
    before: direct,
    outOfBand: [serviceEdited({ "template.vpcAccess.networkInterfaces.0.tags": [] })],
    label: weakens(`api.${ACCESS}.network_interfaces.tags`),
  },
  {
    id: "ingress-opened",
    title: "somebody disables the IAM check of callers",
    before: open,
    outOfBand: [serviceEdited({ invokerIamDisabled: true })],
    label: weakens("api.invoker_iam_disabled"),
  },
  {
    id: "ingress-behind-load-balancer",
    title: "ingress of a service widens from internal only to internal and load balancers",
    before: unread,
    outOfBand: [serviceEdited({ ingress: "INGRESS_TRAFFIC_INTERNAL_LOAD_BALANCER" })],
    label: weakens("api.ingress"),
  },
  {
    id: "invokers-everybody",
    title: "allUsers become invokers of a service, through a binding that Terraform manages",
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
    title: "the latest revision is not ready",
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
    id: "revision-failed-previous-serves",
    title: "the latest revision is not ready, and the one before serves: nothing shows what that one is like",
    before: open,
    outOfBand: [
      serviceEdited({
        latestReadyRevision: `${REVISIONS}/orders-api-00001-reh`,
        terminalCondition: { type: "Ready", state: "CONDITION_FAILED", reason: "CONTAINER_MISSING" },
      }),
    ],
    label: { verdict: "unknown", drifted: ["benign api.terminal_condition.state"] },
  },
  {
    id: "worker-pool-detached",
    title: "somebody takes the worker pool out of the network",
    before: pooled,
    outOfBand: [changed(POOL, { "template.vpcAccess": null })],
    label: {
      verdict: "breaks",
      drifted: [
        `breaks queue.${ACCESS}.network_interfaces.network`,
        `breaks queue.${ACCESS}.network_interfaces.subnetwork`,
        `benign queue.${ACCESS}.egress`,
      ],
    },
  },
  {
    id: "worker-pool-address-literal",
    title: "somebody sets the address that the worker pool holds to one that belongs to no Redis",
    before: pooled,
    outOfBand: [changed(POOL, { "template.containers.0.env": [{ ...HOST, value: "10.107.0.3" }, PORT] })],
    label: breaks(`queue.${ENV}[REDIS_HOST].value`),
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
