import { defineCause } from "../rule-text";

export const accountUnavailable = defineCause({
  id: "ACCOUNT_UNAVAILABLE",
  title: "The account that the service runs as is disabled or missing",
  edge: () => "its account is disabled or missing",
  help: "Google rejects the tokens of a disabled account: the service can read none of its secrets, and no new instance starts.",
  remedy: "Enable the account, or run the service as another one.",
  example: "account-disabled",
});
