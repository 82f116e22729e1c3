import type { Request, Send } from "../../../src/google/send";
import type { Json } from "./scene";

/** What an API answers: an answer, or how it refuses. */
export type Answers = (path: string, request: Request) => Json | { status: number; body?: Json } | undefined;

/** As Google refuses whoever lacks a permission. */
export const denied = {
  status: 403,
  body: { error: { code: 403, status: "PERMISSION_DENIED", message: "no" } },
};

/** Google as far as a test says it; the rest is not there. */
export function google(answers: Answers): { send: Send; asked: { path: string; body: Json }[] } {
  const asked: { path: string; body: Json }[] = [];
  const send: Send = async (request) => {
    const path = new URL(request.url).pathname.replace(/^\/v\d\//, "");
    asked.push({ path, body: request.body });
    const found = answers(path, request);
    const retryAfter = undefined;
    if (found === undefined) return { status: 404, body: { error: { code: 404, status: "NOT_FOUND" } }, retryAfter };
    if (typeof found.status === "number") return { status: found.status, body: found.body ?? {}, retryAfter };
    return { status: 200, body: found, retryAfter };
  };
  return { send, asked };
}
