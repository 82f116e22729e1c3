/** What a thing says of who made it, where nobody has said who it is. */
export const OWNER = "rehearsal@example.com";

/** Who asks. */
export interface Principal {
  /** As refusals call it. */
  name: string;
  /** As grants name it, one of many. */
  members: ReadonlySet<string>;
}

const EVERYBODY = ["allUsers", "allAuthenticatedUsers"];

/** Who says nothing of himself. */
export const ANYBODY: Principal = { name: "Anonymous caller", members: new Set(["allUsers"]) };

/** Who is signed in elsewhere, and known by what the provider of the pool has mapped. */
export function poolPrincipal(pool: string, subject: string, attributes: ReadonlyMap<string, unknown>): Principal {
  const all = `iam.googleapis.com/${pool}`;
  const name = `principal://${all}/subject/${subject}`;
  const sets = [...attributes].flatMap(([key, value]) => {
    if (key === "google.groups") return [value].flat().map((group) => `group/${String(group)}`);
    return key.startsWith("attribute.") ? [`${key}/${String(value)}`] : [];
  });
  return {
    name,
    members: new Set([name, ...["*", ...sets].map((one) => `principalSet://${all}/${one}`), ...EVERYBODY]),
  };
}

/** An account of Google's. */
export function accountPrincipal(email: string): Principal {
  return { name: email, members: new Set([`serviceAccount:${email}`, `user:${email}`, ...EVERYBODY]) };
}
