import { BACKEND } from "../scenarios/incident/names";
import type { RepairSought } from "./break";

export const LOCATION = "projects/netra-staging/locations/us-central1";
export const AUTH = BACKEND.replace("netra-backend-staging", "netra-auth-service");
export const BACKEND_NAME = "netra-backend-staging";
export const AUTH_NAME = "netra-auth-service";
/** Everything that uses Redis. */
export const BOTH = [AUTH_NAME, BACKEND_NAME];
export const SECRET = "secretmanager/v1/projects/netra-staging/secrets/staging-redis-auth";
export const BUCKET = "netra-staging-terraform-state";
export const STATE = "staging/default.tfstate";

export const DEPLOY: RepairSought = { command: /^npm run deploy -- staging$/, by: "deploy" };
export const account = (service: string) => `${service}@netra-staging.iam.gserviceaccount.com`;
