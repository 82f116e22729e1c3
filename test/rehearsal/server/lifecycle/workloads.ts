import { IMAGE, type Lifecycle, LOCATION, PROJECT, policyWith, REGION, ref, speaksOf } from "./lifecycle";

export const workloads: Lifecycle[] = [
  {
    type: "google_service_account",
    config: { account_id: "acme-backend", display_name: "Backend" },
    change: { display_name: "The backend", disabled: true },
    id: `projects/${PROJECT}/serviceAccounts/acme-backend@${PROJECT}.iam.gserviceaccount.com`,
    at: { path: `iam/v1/projects/${PROJECT}/serviceAccounts/acme-backend@${PROJECT}.iam.gserviceaccount.com` },
    outOfBand: {
      method: "POST",
      path: `iam/v1/projects/${PROJECT}/serviceAccounts/acme-backend@${PROJECT}.iam.gserviceaccount.com:disable`,
    },
  },
  {
    type: "google_dns_managed_zone",
    config: {
      name: "acme-zone",
      dns_name: "acme.internal.",
      description: "Names",
      visibility: "private",
      private_visibility_config: { networks: { network_url: ref("google_compute_network.one.id") } },
    },
    change: { description: "Names of caches" },
    id: `projects/${PROJECT}/managedZones/acme-zone`,
    at: { path: `dns/v1/projects/${PROJECT}/managedZones/acme-zone` },
    outOfBand: {
      method: "PATCH",
      path: `dns/v1/projects/${PROJECT}/managedZones/acme-zone`,
      body: { description: "by hand" },
    },
  },
  {
    type: "google_cloudfunctions2_function",
    config: {
      name: "acme-function",
      location: REGION,
      build_config: {
        runtime: "nodejs22",
        entry_point: "run",
        source: { storage_source: { bucket: "acme-sources", object: "function.zip" } },
      },
      service_config: {
        vpc_connector: ref("google_vpc_access_connector.one.id"),
        vpc_connector_egress_settings: "PRIVATE_RANGES_ONLY",
        environment_variables: { MODE: "live" },
      },
    },
    change: { description: "By Terraform" },
    id: `${LOCATION}/functions/acme-function`,
    at: { path: `cloudfunctions/v2/${LOCATION}/functions/acme-function` },
    outOfBand: {
      method: "PATCH",
      path: `cloudfunctions/v2/${LOCATION}/functions/acme-function?updateMask=description`,
      body: { description: "by hand" },
    },
  },
  {
    type: "google_cloud_run_service",
    config: {
      name: "acme-first",
      location: REGION,
      template: {
        metadata: {
          annotations: { "run.googleapis.com/vpc-access-connector": ref("google_vpc_access_connector.one.id") },
        },
        spec: { containers: [{ image: IMAGE }] },
      },
    },
    change: {
      template: {
        metadata: {
          annotations: {
            "autoscaling.knative.dev/maxScale": "5",
            "run.googleapis.com/vpc-access-connector": ref("google_vpc_access_connector.one.id"),
          },
        },
        spec: { containers: [{ image: IMAGE }] },
      },
    },
    id: `locations/${REGION}/namespaces/${PROJECT}/services/acme-first`,
    at: { path: `cloudrun/apis/serving.knative.dev/v1/namespaces/${PROJECT}/services/acme-first` },
    outOfBand: {
      method: "PUT",
      path: `cloudrun/apis/serving.knative.dev/v1/namespaces/${PROJECT}/services/acme-first`,
      body: {
        metadata: { name: "acme-first" },
        spec: { template: { spec: { containers: [{ image: `${IMAGE}:other` }] } } },
      },
    },
  },
  {
    type: "google_cloud_run_v2_service",
    config: {
      name: "acme-backend",
      location: REGION,
      deletion_protection: false,
      ingress: "INGRESS_TRAFFIC_ALL",
      template: {
        service_account: ref("google_service_account.one.email"),
        timeout: "3600s",
        max_instance_request_concurrency: 80,
        session_affinity: true,
        scaling: { min_instance_count: 1, max_instance_count: 5 },
        vpc_access: { connector: ref("google_vpc_access_connector.one.id"), egress: "PRIVATE_RANGES_ONLY" },
        containers: [
          {
            image: IMAGE,
            ports: { container_port: 8080, name: "http1" },
            env: [
              { name: "REDIS_HOST", value: ref("google_redis_instance.one.host") },
              { name: "REDIS_PORT", value: ref("google_redis_instance.one.port") },
            ],
            resources: { cpu_idle: true, startup_cpu_boost: true, limits: { cpu: "1", memory: "512Mi" } },
            startup_probe: { http_get: { path: "/health/ready", port: 8080 }, period_seconds: 10, timeout_seconds: 5 },
          },
        ],
      },
    },
    change: {
      ingress: "INGRESS_TRAFFIC_INTERNAL_ONLY",
      invoker_iam_disabled: true,
      description: "Public: everybody in the network calls it",
      labels: { team: "platform" },
    },
    id: `${LOCATION}/services/acme-backend`,
    at: { path: `run/v2/${LOCATION}/services/acme-backend` },
    outOfBand: {
      method: "PATCH",
      path: `run/v2/${LOCATION}/services/acme-backend?updateMask=template.timeout`,
      body: { template: { timeout: "60s" } },
    },
  },
  {
    type: "google_cloud_run_v2_service_iam_member",
    config: {
      name: ref("google_cloud_run_v2_service.one.name"),
      location: REGION,
      role: "roles/run.invoker",
      member: "allUsers",
    },
    id: `${LOCATION}/services/acme-backend roles/run.invoker allUsers`,
    at: { path: `run/v2/${LOCATION}/services/acme-backend:getIamPolicy`, holds: speaksOf("allUsers") },
    outOfBand: policyWith(`run/v2/${LOCATION}/services/acme-backend`, "roles/run.invoker"),
    removed: true,
  },
  {
    type: "google_cloud_run_v2_service_iam_binding",
    config: {
      name: ref("google_cloud_run_v2_service.one.name"),
      location: REGION,
      role: "roles/run.viewer",
      members: ["domain:acme.example"],
    },
    change: { members: ["domain:acme.example", "group:support@acme.example"] },
    id: `${LOCATION}/services/acme-backend roles/run.viewer`,
    at: { path: `run/v2/${LOCATION}/services/acme-backend:getIamPolicy`, holds: speaksOf("domain:acme.example") },
    outOfBand: policyWith(`run/v2/${LOCATION}/services/acme-backend`, "roles/run.viewer"),
  },
  {
    type: "google_cloud_run_v2_job",
    config: {
      name: "acme-job",
      location: REGION,
      deletion_protection: false,
      template: {
        template: {
          max_retries: 1,
          timeout: "600s",
          vpc_access: { connector: ref("google_vpc_access_connector.one.id"), egress: "ALL_TRAFFIC" },
          containers: [{ image: IMAGE, env: [{ name: "REDIS_HOST", value: ref("google_redis_instance.one.host") }] }],
        },
      },
    },
    change: { labels: { team: "platform" } },
    id: `${LOCATION}/jobs/acme-job`,
    at: { path: `run/v2/${LOCATION}/jobs/acme-job` },
    outOfBand: {
      method: "PATCH",
      path: `run/v2/${LOCATION}/jobs/acme-job?updateMask=template.template.maxRetries`,
      body: { template: { template: { maxRetries: 5 } } },
    },
  },
  {
    type: "google_cloud_run_v2_job_iam_member",
    config: {
      name: ref("google_cloud_run_v2_job.one.name"),
      location: REGION,
      role: "roles/run.invoker",
      member: "domain:acme.example",
    },
    id: `${LOCATION}/jobs/acme-job roles/run.invoker domain:acme.example`,
    at: { path: `run/v2/${LOCATION}/jobs/acme-job:getIamPolicy`, holds: speaksOf("domain:acme.example") },
    outOfBand: policyWith(`run/v2/${LOCATION}/jobs/acme-job`, "roles/run.invoker"),
    removed: true,
  },
  {
    type: "google_project_iam_member",
    config: { project: PROJECT, role: "roles/redis.viewer", member: ref("google_service_account.one.member") },
    second: {
      config: {
        project: PROJECT,
        role: "roles/secretmanager.secretAccessor",
        member: ref("google_service_account.one.member"),
        condition: { title: "own_secrets", expression: 'resource.name.startsWith("projects/1/secrets/acme-")' },
      },
      id: `${PROJECT} roles/secretmanager.secretAccessor serviceAccount:acme-backend@${PROJECT}.iam.gserviceaccount.com own_secrets`,
    },
    id: `${PROJECT} roles/redis.viewer serviceAccount:acme-backend@${PROJECT}.iam.gserviceaccount.com`,
    at: {
      path: `cloudresourcemanager/v1/projects/${PROJECT}:getIamPolicy`,
      method: "POST",
      holds: speaksOf("acme-backend@"),
    },
    outOfBand: policyWith(`cloudresourcemanager/v1/projects/${PROJECT}`, "roles/viewer"),
    removed: true,
  },
  {
    type: "google_project_service",
    config: { service: "redis.googleapis.com", disable_on_destroy: true },
    change: { disable_dependent_services: true },
    id: `${PROJECT}/redis.googleapis.com`,
    at: {
      path: `serviceusage/v1/projects/${PROJECT}/services/redis.googleapis.com`,
      holds: ({ state }) => state === "ENABLED",
    },
    outOfBand: { method: "POST", path: `serviceusage/v1/projects/${PROJECT}/services/redis.googleapis.com:disable` },
    removed: true,
  },
];
