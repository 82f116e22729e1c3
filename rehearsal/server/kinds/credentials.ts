import { ApiError, failedPrecondition } from "../api-error";
import { type ApiKind, lastSegment, listOf, textOf } from "../kind";
import { accountPath } from "./accounts";

const LONGEST = 3600;

/** Tokens of an account, for whoever may act as it. */
export const credentials: ApiKind = {
  collection: "iamcredentials/projects/{project}/serviceAccounts",
  style: "immediate",
  named: { field: "name" },
  meant: (path, _, store) => accountPath(path.replace(/^iamcredentials/, "iam"), store),
  filled: (draft) => draft,
  actions: {
    generateAccessToken: (account, body, { iam, name }) => {
      if (account.disabled === true) throw failedPrecondition("The service account is disabled.");
      if (listOf(body, "scope").length === 0) throw new ApiError(400, "Scope required.");
      const seconds = Number(/^(\d+)(?:\.\d+)?s$/.exec(textOf(body, "lifetime") ?? `${LONGEST}s`)?.[1]);
      if (!(seconds >= 1 && seconds <= LONGEST)) {
        throw new ApiError(400, `The lifetime is 1 to ${LONGEST} seconds, got ${String(body.lifetime)}.`);
      }
      return { answer: iam.tokens.ofAccount(lastSegment(name), seconds) };
    },
  },
};
