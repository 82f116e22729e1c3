import { API, type Root, ref } from "./base";
import type { VerifyCase } from "./case";
import { add, at, set } from "./edit";
import { ACCOUNT } from "./secret-access";

const GONE = { verdict: "blocked", code: "ACCOUNT_UNAVAILABLE" } as const;

/** The account that a service runs as. Google rejects the tokens of a disabled one. */
export const accounts: VerifyCase[] = [
  {
    id: "account-of-its-own",
    why: "The service runs as an account that is made here and enabled.",
    mutate: (root) => runsAs(root, ref(`${ACCOUNT}.email`)),
    verdict: "reachable",
  },
  {
    id: "account-disabled",
    why: "The service runs as an account that is disabled.",
    mutate: (root) => {
      runsAs(root, ref(`${ACCOUNT}.email`));
      set(root, ACCOUNT, { disabled: true });
    },
    ...GONE,
  },
  {
    id: "account-disabled-named-by-address",
    why: "The service names the disabled account by its address, which follows from its id and project.",
    mutate: (root) => {
      runsAs(root, "orders-api@acme-staging.iam.gserviceaccount.com");
      set(root, ACCOUNT, { disabled: true });
      set(root, API, { depends_on: [ACCOUNT] });
    },
    ...GONE,
  },
  {
    id: "account-of-another-service-disabled",
    why: "The account that is disabled is not the one the service runs as.",
    mutate: (root) => {
      runsAs(root, ref(`${ACCOUNT}.email`));
      add(root, "google_service_account.worker", { account_id: "orders-worker", disabled: true });
    },
    verdict: "reachable",
  },
  {
    id: "account-disabled-by-variable",
    why: "Nothing says whether the account is disabled.",
    mutate: (root) => {
      runsAs(root, ref(`${ACCOUNT}.email`));
      root.variable = { off: { type: "bool" } };
      set(root, ACCOUNT, { disabled: ref("var.off") });
    },
    verdict: "unknown",
    code: "ACCOUNT_UNAVAILABLE",
    plan: { planned: false, because: "Terraform plans only with a value for the variable" },
  },
];

function runsAs(root: Root, service_account: string): void {
  add(root, ACCOUNT, { account_id: "orders-api" });
  at(root, API).template.service_account = service_account;
}
