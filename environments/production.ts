import type { EnvironmentInput } from "./schema";

export const production: EnvironmentInput = {
  name: "production",
  project: "netra-production",
  region: "us-central1",
  privateNetwork: true,

  network: { range: "10.10.0.0/22", servicesRange: "10.180.0.0/16" },
  // "production-connector" would be 21 by Google's count.
  connector: {
    name: "prod-connector",
    range: "10.12.0.0/28",
    machineType: "e2-standard-4",
    instances: { min: 3, max: 10 },
  },
  redis: {
    tier: "STANDARD_HA",
    version: "REDIS_7_2",
    memoryGb: 5,
    auth: true,
    tls: true,
    peeringRange: "10.13.0.0/29",
    maintenance: { day: "SUNDAY", hourUtc: 3 },
  },
  nat: { asn: 64520 },
  cloudSql: {
    ports: [5432, 3307],
    reason: "Cloud SQL by private address, directly (5432) and through its proxy (3307)",
  },

  services: {
    backend: {
      name: "netra-backend-production",
      image: "us-docker.pkg.dev/cloudrun/container/hello",
      port: 8080,
      cpu: "4",
      memory: "4Gi",
      concurrency: 80,
      instances: { min: 3, max: 50 },
      timeoutSeconds: 3600,
      websockets: true,
      sessionAffinity: true,
      egress: "ALL_TRAFFIC",
      startupProbe: { path: "/health/ready", periodSeconds: 10, failureThreshold: 18, timeoutSeconds: 5 },
      env: {
        ENVIRONMENT: "production",
        API_BASE_URL: "https://api.netrasystems.ai",
        FRONTEND_URL: "https://app.netrasystems.ai",
      },
    },
    auth: {
      name: "netra-auth-production",
      image: "us-docker.pkg.dev/cloudrun/container/hello",
      port: 8080,
      cpu: "2",
      memory: "2Gi",
      concurrency: 80,
      instances: { min: 2, max: 20 },
      timeoutSeconds: 300,
      egress: "ALL_TRAFFIC",
      startupProbe: { path: "/health/ready", periodSeconds: 10, failureThreshold: 18, timeoutSeconds: 5 },
      env: { ENVIRONMENT: "production", FRONTEND_URL: "https://app.netrasystems.ai" },
    },
    frontend: {
      name: "netra-frontend-production",
      image: "us-docker.pkg.dev/cloudrun/container/hello",
      port: 3000,
      cpu: "1",
      memory: "1Gi",
      concurrency: 80,
      instances: { min: 2, max: 20 },
      timeoutSeconds: 300,
      startupProbe: { path: "/", periodSeconds: 5, failureThreshold: 12, timeoutSeconds: 5 },
      env: { ENVIRONMENT: "production", API_BASE_URL: "https://api.netrasystems.ai" },
    },
  },
};
