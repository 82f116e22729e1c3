import type { DiagnoseReport } from "../../src/diagnose/contract";
import { diagnose } from "../../src/diagnose/diagnose";
import type { Asked, Part } from "../../src/diagnose/part";
import { sceneOf, writtenIn } from "../../src/diagnose/scene";
import type { Send } from "../../src/google/send";
import { sessionOf } from "../../src/probe/session";
import { type LiveProject, PROJECT } from "../inventory/live";

/** Signs nothing, and makes objects of this realm. */
export const send: Send = async ({ method, url, body }) => {
  const response = await fetch(url, { method, ...(body === undefined ? {} : { body: JSON.stringify(body) }) });
  const text = await response.text();
  const retryAfter = response.headers.get("retry-after") ?? undefined;
  return { status: response.status, body: text === "" ? undefined : JSON.parse(text), retryAfter };
};

interface Looking {
  config?: string;
  asked?: Partial<Asked>;
  parts?: readonly Part[];
  through?: Send;
}

/** The whole diagnosis of a project on the loopback cloud. */
export async function diagnosed(
  live: LiveProject,
  { config, asked, parts, through = send }: Looking = {},
): Promise<DiagnoseReport> {
  const surroundings = { send: through, env: live.env, wait: async () => {} };
  const session = await sessionOf({ project: PROJECT }, surroundings);
  const wanted = { service: undefined, probe: false, trace: false, ...asked };
  const written = config === undefined ? undefined : await writtenIn(config);
  return diagnose(sceneOf({ session, asked: wanted, written }), parts);
}
