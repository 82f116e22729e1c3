import type { Kind } from "./outcome";

/** The author of what a workflow's own token writes. */
const BOT = "github-actions[bot]";

export interface Written {
  user: { login: string; type: string } | null;
  body: string | null;
}

/** A hidden comment in the text, by which a comment or an issue is found again. */
export function markerOf(kind: Kind, environment: string): string {
  return `<!-- lineup ${kind}: ${environment} -->`;
}

/**
 * Everybody can write a marker. So it counts only in the bot's own texts, and there only as the whole first line:
 * text from a plan always follows a line that these scripts wrote.
 */
export function isOurs({ user, body }: Written, marker: string): boolean {
  return user?.login === BOT && user.type === "Bot" && body?.split(/\r?\n/, 1)[0] === marker;
}

/** The account as a list of issues is filtered by. */
export const CREATOR = encodeURIComponent(BOT);
