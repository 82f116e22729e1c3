import { expectEach, told } from "../proof/asked";
import { type Recovery, sandboxOf } from "./context";

/** `lineup probe`: each service's own probe reaches the real Redis. */
export async function assertGreen({ context, ...state }: Recovery): Promise<string> {
  const proof = { context, sandbox: sandboxOf({ context, ...state }), began: 0 };
  return told(await expectEach(proof, { exit: 0, verify: "reachable" }), "reachable");
}
