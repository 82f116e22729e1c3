import { UnusableInput } from "../inputs/model";
import { ApiFailure, type ApiResponse } from "./refusal";

/** One request, as it goes to Google. */
export interface Request {
  method: "GET" | "POST" | "PATCH";
  url: string;
  body?: object | undefined;
}

/** Signs one request and sends it, once. */
export type Send = (request: Request) => Promise<ApiResponse>;

export const UNREACHED = "the API could not be reached";

/** Nobody answered: what was asked for may have been done all the same. */
export class Unanswered extends ApiFailure {}

/** What was answered, or that nobody did. */
export async function attempted(sending: () => Promise<ApiResponse>): Promise<ApiResponse | Unanswered> {
  try {
    return await sending();
  } catch (error) {
    if (error instanceof UnusableInput) throw error;
    const code = (error as NodeJS.ErrnoException).code ?? (error as { cause?: NodeJS.ErrnoException }).cause?.code;
    const word = typeof code === "string" && /^[A-Z_]{2,40}$/.test(code) ? ` (${code})` : "";
    return new Unanswered(`${UNREACHED}${word}`);
  }
}
