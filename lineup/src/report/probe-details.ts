import type { GoogleTrace, Probed } from "../probe/contract";
import { point, type Section } from "./report";
import { joined } from "./words";

/** What it is called where people read. */
export const nameOf = ({ service, job }: Probed) => service ?? job ?? "a service";

const TONES = { reachable: "good", blocked: "bad", unknown: "unknown", none: "neutral" } as const;

/** What stands behind one probe's line: verify's steps, Google's, and what it measured. */
export function detailsOf(probe: Probed): Section[] {
  return [
    ...besideSections(probe),
    ...(probe.trace ?? []).map((trace) => traceSection(probe, trace)),
    measuredSection(probe),
  ];
}

/** The same path as verify sees it, hop by hop. */
function besideSections(probe: Probed): Section[] {
  const { verify } = probe;
  if (!verify) return [];
  const steps = verify.steps.map(({ step, text }) => point({ name: step, message: text, minor: true }));
  const causes = [...verify.causes, ...verify.undecided].map(({ code, address, attribute, message, fix }) =>
    point({ place: { address, attribute, source: undefined }, name: code, message, fix }),
  );
  const title = `${nameOf(probe)} as verify judges it (${verify.input}): ${verify.verdict}`;
  return [{ title, tone: TONES[verify.verdict], noun: "step", points: [...causes, ...steps], isDetail: true }];
}

function traceSection(probe: Probed, { from, verdict, message, code = "", steps }: GoogleTrace): Section {
  const points = [
    point({ name: code, message, isWhole: true }),
    ...steps.map(({ step, at, text }) => point({ name: step, message: joined([text, at], ": "), minor: true })),
  ];
  const title = `${nameOf(probe)} as Google's connectivity test sees it, from its ${from}: ${verdict}`;
  return { title, tone: TONES[verdict], noun: "step", points, isDetail: true };
}

/** What the script logged of itself. */
function measuredSection(probe: Probed): Section {
  const { phases = [], latency, connections, certificate } = probe.result ?? {};
  const took = phases.map(({ name, ok, ms, skipped }) =>
    skipped ? `${name} not needed` : `${name} ${ok ? "" : "failed after "}${ms} ms`,
  );
  const measured = [
    took.join(", "),
    connections ? `${connections.answered} of ${connections.asked} connections at once answered` : "",
    latency
      ? `${latency.pings} PINGs: p50 ${latency.p50Ms} ms, p95 ${latency.p95Ms} ms, at most ${latency.maxMs} ms; to connect took ${latency.connectMs} ms`
      : "",
    certificate?.caExpires === undefined ? "" : `the CA of its certificate expires on ${certificate.caExpires}`,
  ].filter((text) => text !== "");
  return {
    title: `What the probe of ${nameOf(probe)} measured`,
    tone: "neutral",
    noun: "figure",
    points: measured.map((message) => point({ message, minor: true })),
    isDetail: true,
  };
}
