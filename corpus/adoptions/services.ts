import { type AdoptionCase, gone, PROJECT, pathOf, post, set, WORLD } from "./case";

const { backend, auth, frontend, subnet, network } = WORLD;
const CONTAINER = "template.containers.0";
const REVISION = `${pathOf(backend)}/revisions/netra-backend-staging-00001-reh`;
const secretOf = (id: string) => [
  post(`secretmanager/v1/projects/${PROJECT}/secrets?secretId=${id}`, { replication: { automatic: {} } }),
  post(`secretmanager/v1/projects/${PROJECT}/secrets/${id}:addVersion`, { payload: { data: "cmVjb3JkZWQ=" } }),
];
const variable = (name: string, value: string) => set(backend, { [`${CONTAINER}.env.[${name}].value`]: value });

export const serviceCases: AdoptionCase[] = [
  {
    id: "service-with-more-variables",
    about: "two that nobody has written down",
    edits: [variable("LOG_LEVEL", "debug"), variable("LEGACY_MODE", "1")],
  },
  {
    id: "service-with-other-value",
    about: "another address",
    edits: [variable("API_BASE_URL", "https://old.example")],
  },
  {
    id: "service-without-a-variable",
    about: "it is written, and not there",
    edits: [set(backend, { [`${CONTAINER}.env.[FRONTEND_URL]`]: null })],
  },
  {
    id: "service-with-other-secrets",
    about: "a key from Secret Manager",
    edits: [
      ...secretOf("jwt-secret"),
      set(backend, {
        [`${CONTAINER}.env.[JWT_SECRET].valueSource`]: { secretKeyRef: { secret: "jwt-secret", version: "latest" } },
      }),
    ],
  },
  {
    id: "service-with-mounted-secret",
    about: "a volume",
    edits: [
      ...secretOf("tls-bundle"),
      set(backend, {
        "template.volumes": [
          { name: "tls", secret: { secret: "tls-bundle", items: [{ path: "bundle.pem", version: "latest" }] } },
        ],
        [`${CONTAINER}.volumeMounts`]: [{ name: "tls", mountPath: "/etc/tls" }],
      }),
    ],
  },
  {
    id: "service-with-cloud-sql",
    about: "the socket of a database",
    edits: [
      set(backend, {
        "template.volumes": [
          { name: "cloudsql", cloudSqlInstance: { instances: [`${PROJECT}:us-central1:staging-db`] } },
        ],
        [`${CONTAINER}.volumeMounts`]: [{ name: "cloudsql", mountPath: "/cloudsql" }],
      }),
    ],
  },
  {
    id: "service-with-sidecar",
    about: "a collector of metrics",
    edits: [
      set(backend, {
        [`${CONTAINER}.name`]: "app",
        "template.containers.[otel]": {
          name: "otel",
          image: "us-docker.pkg.dev/cloud-ops-agents-artifacts/google-cloud-opentelemetry-collector/otelcol-google",
          resources: { limits: { cpu: "1000m", memory: "512Mi" }, cpuIdle: true },
        },
      }),
    ],
  },
  {
    id: "service-with-named-container",
    about: "as gcloud names it",
    edits: [set(backend, { [`${CONTAINER}.name`]: "hello-1" })],
  },
  {
    id: "service-with-annotations",
    about: "of the service and of its template",
    edits: [
      set(backend, {
        annotations: { "example.com/owner": "ops" },
        "template.annotations": { "example.com/deployed-by": "ops" },
      }),
    ],
  },
  {
    id: "service-with-template-labels",
    about: "of gcloud",
    edits: [set(backend, { "template.labels": { "client.knative.dev/nonce": "abc" } })],
  },
  {
    id: "service-with-command",
    about: "a command and arguments",
    edits: [set(backend, { [`${CONTAINER}.command`]: ["/app/start"], [`${CONTAINER}.args`]: ["--verbose"] })],
  },
  {
    id: "service-as-other-account",
    about: "the default account of Compute Engine, which is an editor",
    edits: [
      set(backend, { "template.serviceAccount": "1000000005-compute@developer.gserviceaccount.com" }),
      post(`cloudresourcemanager/v1/projects/${PROJECT}:setIamPolicy`, {
        policy: {
          bindings: [
            {
              role: "roles/editor",
              members: ["serviceAccount:1000000005-compute@developer.gserviceaccount.com"],
            },
          ],
        },
      }),
    ],
  },
  {
    id: "service-with-all-traffic",
    about: "everything through the connector",
    edits: [set(backend, { "template.vpcAccess.egress": "ALL_TRAFFIC" })],
  },
  { id: "service-without-connector", about: "detached", edits: [set(backend, { "template.vpcAccess": null })] },
  {
    id: "service-by-direct-egress",
    about: "an interface in the subnet",
    edits: [
      set(backend, {
        "template.vpcAccess": {
          egress: "PRIVATE_RANGES_ONLY",
          networkInterfaces: [{ network: pathOf(network), subnetwork: pathOf(subnet) }],
        },
      }),
    ],
  },
  {
    id: "service-with-other-image",
    about: "the app's own",
    edits: [set(backend, { [`${CONTAINER}.image`]: "us-central1-docker.pkg.dev/netra-staging/app/backend:1.4.2" })],
  },
  {
    id: "service-of-other-size",
    about: "four times two",
    edits: [set(backend, { [`${CONTAINER}.resources.limits`]: { cpu: "4", memory: "4Gi" } })],
  },
  {
    id: "service-with-millicpu",
    about: "gcloud writes 2000m for 2",
    edits: [set(backend, { [`${CONTAINER}.resources.limits`]: { cpu: "2000m", memory: "2Gi" } })],
  },
  {
    id: "service-with-other-scaling",
    about: "0..100",
    edits: [set(backend, { "template.scaling": { maxInstanceCount: 100 } })],
  },
  {
    id: "service-with-its-own-minimum",
    about: "of the service, beside that of the revision",
    edits: [set(backend, { scaling: { minInstanceCount: 2 } })],
  },
  { id: "service-with-other-timeout", about: "300 s", edits: [set(backend, { "template.timeout": "300s" })] },
  {
    id: "service-with-other-concurrency",
    about: "200",
    edits: [set(backend, { "template.maxInstanceRequestConcurrency": 200 })],
  },
  {
    id: "service-without-affinity",
    about: "WebSockets move between instances",
    edits: [set(backend, { "template.sessionAffinity": null })],
  },
  { id: "service-with-http2", about: "h2c", edits: [set(backend, { [`${CONTAINER}.ports.0.name`]: "h2c" })] },
  {
    id: "service-on-other-port",
    about: "8000",
    edits: [
      set(backend, { [`${CONTAINER}.ports.0.containerPort`]: 8000, [`${CONTAINER}.startupProbe.httpGet.port`]: 8000 }),
    ],
  },
  {
    id: "service-with-pinned-traffic",
    about: "rolled back by hand",
    edits: [
      set(backend, {
        traffic: [
          {
            type: "TRAFFIC_TARGET_ALLOCATION_TYPE_REVISION",
            revision: "netra-backend-staging-00001-reh",
            percent: 100,
          },
        ],
        trafficStatuses: [
          {
            type: "TRAFFIC_TARGET_ALLOCATION_TYPE_REVISION",
            revision: "netra-backend-staging-00001-reh",
            percent: 100,
          },
        ],
        latestReadyRevision: REVISION,
      }),
    ],
  },
  {
    id: "service-with-named-revision",
    about: "deployed with a suffix",
    edits: [set(backend, { "template.revision": "netra-backend-staging-v7" })],
  },
  {
    id: "service-of-internal-ingress",
    about: "from the network only",
    edits: [set(frontend, { ingress: "INGRESS_TRAFFIC_INTERNAL_ONLY" })],
  },
  { id: "service-not-public", about: "nobody may call it", edits: gone(`${frontend}/iamPolicy`) },
  {
    id: "service-called-by-more",
    about: "a scheduler's account as well",
    edits: [
      set(`${auth}/iamPolicy`, {
        "bindings.0.members": ["allUsers", `serviceAccount:scheduler@${PROJECT}.iam.gserviceaccount.com`],
      }),
    ],
  },
  {
    id: "service-without-invoker-check",
    about: "public without a member",
    edits: [set(frontend, { invokerIamDisabled: true })],
  },
  {
    id: "service-in-other-region",
    about: "and none where it is written",
    edits: [
      ...gone(frontend),
      post(`run/v2/projects/${PROJECT}/locations/europe-west1/services?serviceId=netra-frontend-staging`, {
        template: { containers: [{ image: "us-docker.pkg.dev/cloudrun/container/hello" }] },
      }),
    ],
  },
  {
    id: "service-with-cpu-always",
    about: "for work in the background",
    edits: [set(backend, { [`${CONTAINER}.resources.cpuIdle`]: null })],
  },
  {
    id: "service-with-default-probe",
    about: "Cloud Run's own: whether the port is open",
    edits: [
      set(backend, {
        [`${CONTAINER}.startupProbe`]: {
          timeoutSeconds: 240,
          periodSeconds: 240,
          failureThreshold: 1,
          tcpSocket: { port: 8080 },
        },
      }),
    ],
  },
  {
    id: "service-with-liveness-probe",
    about: "written nowhere",
    edits: [
      set(backend, {
        [`${CONTAINER}.livenessProbe`]: {
          timeoutSeconds: 1,
          periodSeconds: 10,
          failureThreshold: 3,
          httpGet: { path: "/health", port: 8080 },
        },
      }),
    ],
  },
  {
    id: "service-of-second-generation",
    about: "the execution environment is said",
    edits: [set(backend, { "template.executionEnvironment": "EXECUTION_ENVIRONMENT_GEN2" })],
  },
  {
    id: "service-with-description",
    about: "another one",
    edits: [set(backend, { description: "made in the console" })],
  },
];
