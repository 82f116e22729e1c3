import { BACKEND } from "../scenarios/incident/names";
import type { CloudObject } from "../server/store";
import type { Break, Hands } from "./break";
import { AUTH_NAME, account, BACKEND_NAME, BOTH, DEPLOY, SECRET } from "./names";
import { says } from "./services";

const AT_SECRET = /staging-redis-auth/;
const ACCOUNTS = "iam/v1/projects/netra-staging/serviceAccounts";

export const accessBreaks: readonly Break[] = [
  {
    id: "secret version destroyed",
    title: "the version of the secret with the password is destroyed",
    happens: (hands) => hands.callApi("POST", `${SECRET}/versions/1:destroy`, {}),
    sought: [{ codes: ["SECRET_NOT_READABLE"], at: AT_SECRET, hits: BOTH, repair: DEPLOY }],
  },
  {
    id: "secret version disabled",
    title: "the version of the secret with the password is disabled",
    happens: (hands) => hands.callApi("POST", `${SECRET}/versions/1:disable`, {}),
    sought: [
      {
        codes: ["SECRET_NOT_READABLE"],
        at: AT_SECRET,
        hits: BOTH,
        repair: { command: /^gcloud secrets versions enable 1\b|^npm run deploy -- staging$/, by: "gcloud" },
      },
    ],
  },
  {
    id: "grant removed",
    title: "the account of a service is taken off the secret",
    happens: async (hands) => {
      await withoutGrant(hands, account(BACKEND_NAME));
      await says(hands, BACKEND, "Permission denied on secret: projects/netra-staging/secrets/staging-redis-auth");
    },
    sought: [{ codes: ["SECRET_NOT_READABLE"], hits: [BACKEND_NAME], repair: DEPLOY }],
  },
  {
    id: "account disabled",
    title: "the account of a service is disabled",
    happens: (hands) => hands.callApi("POST", `${ACCOUNTS}/${account(AUTH_NAME)}:disable`, {}),
    sought: [
      {
        codes: ["ACCOUNT_UNAVAILABLE"],
        at: /netra-auth-service/,
        hits: [AUTH_NAME],
        repair: { command: /^gcloud iam service-accounts enable netra-auth-service@/, by: "gcloud" },
      },
    ],
  },
];

async function withoutGrant(hands: Hands, email: string): Promise<void> {
  const { bindings = [] } = (await hands.callApi("GET", `${SECRET}:getIamPolicy`)) as { bindings?: CloudObject[] };
  const left = bindings.map((one) => ({
    ...one,
    members: (one.members as string[]).filter((member) => member !== `serviceAccount:${email}`),
  }));
  await hands.callApi("POST", `${SECRET}:setIamPolicy`, { policy: { bindings: left } });
}
