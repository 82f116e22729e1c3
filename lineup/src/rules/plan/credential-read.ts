import { definePlanRule } from "../define";
import { changesOf } from "../shared/runs";

export const credentialRead = definePlanRule({
  id: "CREDENTIAL_READ",
  level: "caution",
  title: "The plan holds a token that acts as an account",
  help: "The data sources google_service_account_access_token, google_service_account_id_token and google_service_account_jwt ask for a token of another account whenever a plan is made; it stands in the plan and in the state, and whoever reads either is that account until the token ends.",
  remedy: "Let whoever needs a token ask for it, where it is used.",
  example: "credential-at-plan",
  check: (plan) => {
    const changes = changesOf(plan);
    return plan.code.things.flatMap((thing) => {
      if (!TOKENS.test(thing.type)) return [];
      return [
        {
          address: thing.address,
          actions: changes(thing)[0]?.actions ?? ["read"],
          consequence: "a token of another account is asked for while the plan is made, and stands in plan and state",
          fix: "let whoever needs a token ask for it, where it is used",
        },
      ];
    });
  },
});

const TOKENS = /^google_service_account_(access_token|id_token|jwt)$/;
