import { PROBE_LABEL } from "../../../probe/job";
import { render } from "../../src/report";
import { ofProbe } from "../../src/report/of-probe";
import { Google, type Json, job } from "./google";

// What others can write into a job, a log or a trace, in each form of the report.

const [ESC, BEL, TURN, LINE] = [0x1b, 0x07, 0x202e, 0x2028].map((code) => String.fromCodePoint(code));
const EVIL = `x${ESC}[2J${ESC}]0;t${BEL}\r\n::error::owned\n${TURN}<script>alert(1)</script> ![i](http://e.example/p) @everyone | # h${LINE}`;

async function reportOf() {
  const steps = [
    { state: EVIL, vpcConnector: { displayName: EVIL, uri: EVIL } },
    { state: "DROP", drop: { cause: EVIL } },
  ];
  let runs = 0;
  const google = new Google({
    jobs: [job("api", { labels: { [PROBE_LABEL]: EVIL, environment: EVIL } })],
    phase: "ping",
    log: { message: EVIL, code: EVIL } satisfies Json,
    instead: ({ method }, path) => {
      if (path.includes("/services/")) return { body: { trafficStatuses: [{ percent: 100, revision: EVIL }] } };
      if (!path.includes("connectivityTests")) return undefined;
      runs += method === "GET" ? 1 : 0;
      const reachabilityDetails = { result: EVIL, verifyTime: `t${runs}`, traces: [{ steps }] };
      const path4 = { protocol: "TCP", destination: { ipAddress: "10.166.0.3", port: 6379 } };
      const source = { cloudRunJob: "jobs/api-probe" };
      return { body: { name: EVIL, done: true, source, ...path4, reachabilityDetails } };
    },
  });
  return google.probe({ trace: true });
}

const isHidden = (text: string) =>
  /[\p{Cc}\p{Cf}\u2028\u2029]/u.test(text.replaceAll("\n", "").replaceAll("\u200b", ""));

test.each(["text", "json", "markdown", "html", "sarif"] as const)(
  "%s has no escape code, and starts nothing",
  async (format) => {
    const report = await reportOf();
    expect(report.verdict).toBe("blocked");
    expect(report.probes[0]?.trace).toMatchObject([{ verdict: "unknown", steps: [{ at: "" }, { step: "DROP" }] }, {}]);
    const text = render(report, { toReport: ofProbe }, format, { color: false, width: 100, quiet: false } as never);
    expect(isHidden(text)).toBe(false);
    expect(text).not.toMatch(/^\s*::error/m);
    const shown = format === "markdown" ? text.replace(/`[^`\n]+`/g, "") : text;
    if (format === "html" || format === "markdown") expect(shown).not.toMatch(/<script>alert|<img/);
    if (format === "markdown") expect(shown).not.toMatch(/@everyone|[^\\]!\[i\]/);
  },
);
