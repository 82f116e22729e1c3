import { deleted, edited, HOST, PORT, SECRET, SERVICE } from "./deeds";
import { benign, breaks, type DriftCase, weakens } from "./wanted";
import { direct, open, secured, unread } from "./worlds";

const env = (...variables: object[]) => edited({ "template.containers.0.env": variables });
const ACCESS = "template.vpc_access";
const ENV = "template.containers.env";

export const serviceCases: DriftCase[] = [
  {
    id: "label-added",
    title: "somebody labels the service",
    before: open,
    byHand: [edited({ labels: { "goog-terraform-provisioned": "true", owner: "me" } })],
    want: { ...benign("api.effective_labels.owner"), repair: "terraform leaves it as it is" },
  },
  {
    id: "label-changed",
    title: "somebody changes a label that the configuration says",
    before: direct,
    byHand: [edited({ labels: { "goog-terraform-provisioned": "true", owner: "me" } })],
    want: { ...benign("api.labels.owner"), repair: "terraform apply sets labels.owner back" },
  },
  {
    id: "image-changed",
    title: "another revision is deployed past Terraform",
    before: open,
    byHand: [edited({ "template.containers.0.image": "us-docker.pkg.dev/cloudrun/container/hello:2" })],
    want: benign("api.template.containers.image"),
  },
  {
    id: "env-added",
    title: "somebody adds a variable that is about something else",
    before: open,
    byHand: [env(HOST, PORT, { name: "FEATURE", value: "planted-feature-7" })],
    want: benign(`api.${ENV}[FEATURE].value`),
  },
  {
    id: "env-host-literal",
    title: "somebody writes an address that is no Redis's",
    before: open,
    byHand: [env({ ...HOST, value: "10.107.0.3" }, PORT)],
    want: {
      ...breaks(`api.${ENV}[REDIS_HOST].value`),
      repair: `terraform apply sets ${ENV}[REDIS_HOST].value back to 10.166.0.3`,
    },
  },
  {
    id: "env-host-localhost",
    title: "somebody points the service at itself",
    before: open,
    byHand: [env({ ...HOST, value: "localhost" }, PORT)],
    want: breaks(`api.${ENV}[REDIS_HOST].value`),
  },
  {
    id: "env-host-removed",
    title: "somebody takes the address away",
    before: open,
    byHand: [env(PORT)],
    want: breaks(`api.${ENV}[REDIS_HOST].value`),
  },
  {
    id: "env-port-of-a-test",
    title: "somebody writes the port of a test",
    before: open,
    byHand: [env(HOST, { ...PORT, value: "6381" })],
    want: breaks(`api.${ENV}[REDIS_PORT].value`),
  },
  {
    id: "env-reordered",
    title: "an update writes the variables in another order",
    before: open,
    byHand: [env(PORT, HOST)],
    want: { verdict: "clean", drifted: [] },
  },
  {
    id: "connector-detached",
    title: "somebody takes the connector away from the service",
    before: open,
    byHand: [edited({ "template.vpcAccess": null })],
    want: {
      ...breaks(`api.${ACCESS}.connector`),
      drifted: [`breaks api.${ACCESS}.connector`, `benign api.${ACCESS}.egress`],
    },
  },
  {
    id: "egress-all-traffic",
    title: "somebody sends all traffic through the connector",
    before: open,
    byHand: [edited({ "template.vpcAccess.egress": "ALL_TRAFFIC" })],
    want: {
      ...weakens(`api.${ACCESS}.egress`),
      repair: `terraform apply sets ${ACCESS}.egress back to PRIVATE_RANGES_ONLY`,
    },
  },
  {
    id: "egress-all-traffic-unset",
    title: "the same where the configuration leaves it to the cloud: no plan repairs it",
    before: direct,
    byHand: [edited({ "template.vpcAccess.egress": "ALL_TRAFFIC" })],
    want: { ...weakens(`api.${ACCESS}.egress`), repair: "write it out there" },
  },
  {
    id: "interface-loses-its-tag",
    title: "the tag through which the rules speak of the service goes",
    before: direct,
    byHand: [edited({ "template.vpcAccess.networkInterfaces.0.tags": [] })],
    want: weakens(`api.${ACCESS}.network_interfaces.tags`),
  },
  {
    id: "ingress-opened",
    title: "somebody switches off that callers are asked who they are",
    before: open,
    byHand: [edited({ invokerIamDisabled: true })],
    want: weakens("api.invoker_iam_disabled"),
  },
  {
    id: "ingress-behind-load-balancer",
    title: "a service that only the network could call takes calls from load balancers",
    before: unread,
    byHand: [edited({ ingress: "INGRESS_TRAFFIC_INTERNAL_LOAD_BALANCER" })],
    want: weakens("api.ingress"),
  },
  {
    id: "revision-failed",
    title: "the latest revision does not come up",
    before: open,
    byHand: [
      edited({
        terminalCondition: {
          type: "Ready",
          state: "CONDITION_FAILED",
          reason: "CONTAINER_MISSING",
          message: "planted-message-9",
        },
      }),
    ],
    want: breaks("api.terminal_condition.state"),
  },
  {
    id: "service-deleted",
    title: "somebody deletes the service",
    before: open,
    byHand: [deleted(SERVICE)],
    want: { ...breaks("api"), repair: "terraform apply creates google_cloud_run_v2_service.api again" },
  },
  {
    id: "secret-deleted",
    title: "the secret with the password of Redis is deleted",
    before: secured,
    byHand: [deleted(SECRET)],
    want: breaks("auth", "auth"),
  },
  {
    id: "token-changed",
    title: "a variable that holds a password of its own is changed",
    before: secured,
    byHand: [
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
    want: benign(`api.${ENV}[API_TOKEN].value`),
  },
];
