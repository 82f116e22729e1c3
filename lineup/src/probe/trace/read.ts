import { REDIS_TLS_PORT } from "../../../../facts/redis";
import { type ApiObject, textAt, thingsAt } from "../../google/answer";
import { own } from "../../inputs/blocks";
import { lastSegment } from "../../values";
import type { GoogleTrace, TraceStep } from "../contract";
import { causeInWords, codeIn, stateInWords } from "./words";

type Found = Pick<GoogleTrace, "verdict" | "code" | "message" | "steps">;

/** What a test has found. REACHABLE counts only where every packet is delivered and every step could be seen. */
export function readTest(test: ApiObject): Found {
  const details = own(test, "reachabilityDetails");
  const traces = thingsAt(details, "traces").map((trace) => thingsAt(trace, "steps"));
  const steps = (traces[0] ?? []).map(stepOf);
  const result = codeIn(own(details, "result"));
  const ends = traces.map((one) => one.at(-1));
  const isHidden = traces.flat().some((one) => own(one, "state") === "VIEWER_PERMISSION_MISSING");
  const unknown = (message: string, code?: string): Found => ({
    verdict: "unknown",
    ...(code === undefined ? {} : { code }),
    ...{ message, steps },
  });
  if (result === "REACHABLE") {
    if (isHidden) {
      const role = "roles/compute.networkViewer";
      return unknown(
        `Google says REACHABLE and hides a step from these credentials: grant ${role}`,
        "VIEWER_PERMISSION_MISSING",
      );
    }
    const delivered = ends.length > 0 && ends.every((end) => own(end, "state") === "DELIVER");
    if (!delivered) return unknown("Google says REACHABLE, and not every packet of its trace is delivered");
    const elsewhere = ends.flatMap((end) => codeIn(own(own(end, "deliver"), "target")) ?? []).find(isElsewhere);
    if (elsewhere !== undefined) {
      return unknown(
        `Google delivers the packet to ${elsewhere.toLowerCase().replaceAll("_", " ")}, where no Redis is`,
      );
    }
    return { verdict: "reachable", message: "Google's connectivity test delivers the packet", steps };
  }
  const [dropped, aborted] = ["drop", "abort"].map((key) =>
    traces.flat().flatMap((one) => codeIn(textAt(own(one, key), "cause")) ?? []),
  ) as [string[], string[]];
  const [drop] = dropped;
  if (result === "UNREACHABLE" && drop !== undefined) {
    if (drop === "REDIS_INSTANCE_UNSUPPORTED_PORT" && own(own(test, "destination"), "port") === REDIS_TLS_PORT) {
      return unknown(
        "Google's test knows Redis on 6379 only, and says nothing about the port with TLS: no cut by itself",
        drop,
      );
    }
    return { verdict: "blocked", code: drop, message: causeInWords(drop), steps };
  }
  const [abort] = aborted;
  if (abort !== undefined) return unknown(causeInWords(abort), abort);
  if (result === "AMBIGUOUS") return unknown("Google finds several ways, of which some arrive and some do not", drop);
  if (isHidden) return unknown("Google hides a step from these credentials: grant roles/compute.networkViewer");
  return unknown(`Google's test came to no result${result === undefined ? "" : ` (${result})`}`);
}

/** Where a packet can be delivered to that no Redis gets. */
function isElsewhere(target: string): boolean {
  return /^(INTERNET|GOOGLE_API|PSC_GOOGLE_API|PSC_VPC_SC|STORAGE_BUCKET|GKE_MASTER|CLOUD_SQL_INSTANCE)$/.test(target);
}

/** The parts of a step that name a resource. */
const NAMED = [
  ...["cloudRunJob", "cloudRunRevision", "vpcConnector", "directVpcEgressConnection", "firewall", "route"],
  ...["network", "redisInstance", "endpoint", "forwardingRule"],
];
const NAME = /^[\w.:/()-]{1,120}$/;

function stepOf(step: ApiObject): TraceStep {
  const state = codeIn(own(step, "state")) ?? "STATE_UNSPECIFIED";
  const names = NAMED.flatMap((key) => {
    const about = own(step, key);
    return [textAt(about, "displayName"), lastSegment(textAt(about, "uri") ?? "")];
  });
  const cause = codeIn(textAt(own(step, "drop"), "cause")) ?? codeIn(textAt(own(step, "abort"), "cause"));
  const at = names.find((name) => name !== undefined && NAME.test(name)) ?? "";
  return {
    step: state,
    at,
    text: cause === undefined ? stateInWords(state) : `${stateInWords(state)}: ${causeInWords(cause)}`,
  };
}
