import { BACKEND } from "../scenarios/incident/names";
import type { Break } from "./break";
import { AUTH, AUTH_NAME, BACKEND_NAME, DEPLOY } from "./names";
import { changed, NO_ANSWER, says, withVariables } from "./services";

const OF_BACKEND = { at: /netra-backend-staging/, hits: [BACKEND_NAME], repair: DEPLOY };

export const variableBreaks: readonly Break[] = [
  {
    id: "localhost in REDIS_HOST",
    title: "a release sets REDIS_HOST=localhost",
    happens: async (hands) => {
      await withVariables(hands, BACKEND, { REDIS_HOST: "localhost" });
      await says(
        hands,
        BACKEND,
        "Error 111 connecting to localhost:6379. Connection refused.",
        "Failed services: [redis]",
      );
    },
    sought: [{ codes: ["VARIABLE_LOCALHOST", "ADDRESS_MISMATCH"], ...OF_BACKEND }],
  },
  {
    id: "localhost in another variable",
    title: "a release sets CELERY_BROKER_URL to a Redis on localhost",
    happens: (hands) => withVariables(hands, BACKEND, { CELERY_BROKER_URL: "redis://localhost:6379/0" }),
    sought: [{ codes: ["VARIABLE_LOCALHOST"], ...OF_BACKEND }],
  },
  {
    id: "stale address",
    title: "a release sets the address that Redis had before",
    happens: async (hands) => {
      await withVariables(hands, BACKEND, { REDIS_HOST: "10.107.0.3" });
      await says(hands, BACKEND, ...NO_ANSWER);
    },
    sought: [{ codes: ["ADDRESS_MISMATCH", "VARIABLE_CHANGED"], ...OF_BACKEND }],
  },
  {
    id: "port of a test",
    title: "a release sets REDIS_PORT=6381, the default of a test",
    happens: (hands) => withVariables(hands, AUTH, { REDIS_PORT: "6381" }),
    sought: [
      {
        codes: ["REDIS_INSTANCE_UNSUPPORTED_PORT", "VARIABLE_CHANGED"],
        at: /netra-auth-service/,
        hits: [AUTH_NAME],
        repair: DEPLOY,
      },
    ],
  },
  {
    id: "REDIS_HOST missing",
    title: "a release with --set-env-vars forgets REDIS_HOST",
    happens: async (hands) => {
      await withVariables(hands, BACKEND, { REDIS_HOST: undefined });
      await says(hands, BACKEND, "KeyError: 'REDIS_HOST'", "Failed services: [redis]");
    },
    sought: [{ codes: ["VARIABLE_MISSING"], ...OF_BACKEND }],
  },
  {
    id: "password not given",
    title: "a release drops the variable with the password",
    happens: async (hands) => {
      await withVariables(hands, BACKEND, { REDIS_PASSWORD: undefined });
      await says(hands, BACKEND, "NOAUTH Authentication required.", "Failed services: [redis]");
    },
    sought: [{ codes: ["AUTH_NOT_GIVEN", "VARIABLE_MISSING"], ...OF_BACKEND }],
  },
  {
    id: "deprecated variable",
    title: "a release brings REDIS_URL back, with the address of before",
    happens: (hands) => withVariables(hands, BACKEND, { REDIS_URL: "redis://10.107.0.3:6379/0" }),
    sought: [{ codes: ["ADDRESS_MISMATCH", "VARIABLE_EXTRA"], ...OF_BACKEND }],
  },
  {
    id: "variable changed",
    title: "a release sets ENVIRONMENT to that of another environment",
    happens: (hands) => withVariables(hands, AUTH, { ENVIRONMENT: "production" }),
    sought: [{ codes: ["VARIABLE_CHANGED"], at: /netra-auth-service/, hits: [AUTH_NAME], repair: DEPLOY }],
    // It differs from what is written; whether that breaks anything nobody can read.
    verdict: "unknown",
  },
  {
    id: "other account",
    title: "a release runs the service as the default account, which may not read the password",
    happens: async (hands) => {
      await changed(hands, AUTH, (template) => {
        delete template.serviceAccount;
      });
    },
    sought: [{ codes: ["SECRET_NOT_READABLE"], hits: [AUTH_NAME], repair: DEPLOY }],
  },
];
