import { API, EGRESS_RULE, REGION, type Root, ref } from "./base";
import type { VerifyCase } from "./case";
import { access, add, deny, remove, set } from "./edit";

const JOB = "google_cloud_run_v2_job.nightly";

/** Callers of Redis other than a service with one container. */
export const sources: VerifyCase[] = [
  {
    id: "job",
    why: "A job enters the VPC as a service does, one template deeper.",
    mutate: (root) => job(root),
    verdict: "reachable",
  },
  {
    id: "job-without-connector",
    why: "Without VPC access a job's packets never enter the VPC.",
    mutate: (root) => {
      job(root);
      delete root.resource.google_cloud_run_v2_job.nightly.template.template.vpc_access;
    },
    verdict: "blocked",
    code: "VPC_CONNECTOR_NOT_SET",
  },
  {
    id: "job-in-other-region",
    why: "A job uses connectors of its own region only.",
    mutate: (root) => {
      job(root);
      set(root, JOB, { location: "us-central1" });
    },
    verdict: "blocked",
    code: "REGION_MISMATCH",
  },
  {
    id: "job-beside-denied-service",
    why: "The service is fine; the job's interface carries the tag that is denied.",
    mutate: (root) => {
      copyJob(root);
      const network_interfaces = { subnetwork: ref("google_compute_subnetwork.apps.id"), tags: ["nightly"] };
      root.resource.google_cloud_run_v2_job.nightly.template.template.vpc_access = { network_interfaces };
      deny(root, { target_tags: ["nightly"] });
    },
    verdict: "blocked",
    code: "FIREWALL_RULE",
  },
  {
    id: "blocks-as-lists",
    why: "Terraform takes a block as an object or as a list of one.",
    mutate: (root) => {
      const { template } = root.resource.google_cloud_run_v2_service.api;
      template.vpc_access = [template.vpc_access];
      root.resource.google_cloud_run_v2_service.api.template = [template];
      for (const byName of Object.values<Root>(root.resource)) {
        for (const [name, body] of Object.entries(byName)) byName[name] = [body];
      }
    },
    verdict: "reachable",
  },
  {
    id: "sidecar-speaks-to-redis",
    why: "Every container of a service shares its way into the VPC, and this service has none.",
    mutate: (root) => {
      const { containers } = root.resource.google_cloud_run_v2_service.api.template;
      const env = containers[0].env;
      containers[0].env = [];
      containers.push({ name: "worker", image: "us-docker.pkg.dev/cloudrun/container/worker", env });
      containers[0].ports = { container_port: 8080 };
      access(root, undefined);
    },
    verdict: "blocked",
    code: "VPC_CONNECTOR_NOT_SET",
  },
  {
    id: "without-the-opening",
    why: "Where nothing denies, an allow rule has no effect, and neither has its absence.",
    mutate: (root) => remove(root, EGRESS_RULE),
    verdict: "reachable",
  },
];

/** A job that reads what the service reads, and the service as it was. */
function copyJob(root: Root): void {
  const { template } = structuredClone(root.resource.google_cloud_run_v2_service.api);
  add(root, JOB, { name: "nightly", location: REGION, deletion_protection: false, template: { template } });
}

function job(root: Root): void {
  copyJob(root);
  remove(root, API);
}
