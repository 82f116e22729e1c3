import { defineCause } from "../rule-text";

export const authNotGiven = defineCause({
  id: "AUTH_NOT_GIVEN",
  title: "Redis requires a password, and the service is given another one or an empty one",
  edge: () => "it has no valid password",
  help: "The connection is accepted, and every command on it is refused until the client has sent the AUTH string of this instance.",
  remedy: "Give the service a secret with the auth_string of the instance that it calls.",
  example: "password-of-another-redis",
});
