/** Who asks. */
export interface Principal {
  /** As refusals call it. */
  name: string;
  /** As grants name it, one of many. */
  members: ReadonlySet<string>;
}

const EVERYBODY = ["allUsers", "allAuthenticatedUsers"];

/** An account of Google's. */
export function accountPrincipal(email: string): Principal {
  return { name: email, members: new Set([`serviceAccount:${email}`, `user:${email}`, ...EVERYBODY]) };
}
