/** Who writes with a workflow's own token. */
const BOT = "github-actions[bot]";

export interface Written {
  user: { login: string; type: string } | null;
  body: string | null;
}

/** Seen by nobody who reads the page; how a comment or an issue is found again. */
export function markerOf(kind: "review" | "drift", environment: string): string {
  return `<!-- lineup ${kind}: ${environment} -->`;
}

/**
 * Anybody can write a marker. So it counts only in what the bot itself wrote, and there only as the whole first line:
 * what comes from a plan stands below a line that these scripts have written.
 */
export function isOurs({ user, body }: Written, marker: string): boolean {
  return user?.login === BOT && user.type === "Bot" && body?.split(/\r?\n/, 1)[0] === marker;
}

/** The account as a list of issues is filtered by. */
export const CREATOR = encodeURIComponent(BOT);
