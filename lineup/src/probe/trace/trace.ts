import type { Beside } from "../beside";
import type { Probed } from "../contract";
import type { Job } from "../jobs";
import type { Session } from "../session";

export async function tracedBy(_s: Session, _j: Job, found: Probed, _b: Beside | undefined): Promise<Probed> {
  return found;
}
