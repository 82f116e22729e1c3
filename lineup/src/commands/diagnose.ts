import { programInUse } from "../../../facts/programs";
import type { DiagnoseReport } from "../diagnose/contract";
import { diagnose as diagnosed } from "../diagnose/diagnose";
import { sceneOf, writtenIn } from "../diagnose/scene";
import { UnusableInput } from "../inputs/model";
import { writeTogether } from "../output";
import { cancelled } from "../probe/cancel";
import { refuseBadNames } from "../probe/jobs";
import { sessionOf } from "../probe/session";
import { render } from "../report";
import { ofDiagnose } from "../report/of-diagnose";
import { incidentTicket } from "../report/ticket";
import { reportInWordsOf } from "../text/in-words-of";
import { visibleJson } from "../text/plain";
import { UsageError } from "../usage-error";
import { defineCommand } from "./command";
import { whenSignalled } from "./signals";

const EXIT: Record<DiagnoseReport["verdict"], number> = { healthy: 0, broken: 1, unknown: 3 };

export const diagnose = defineCommand({
  summary: "what is broken, why, and which command repairs it? Reads the live project and ranks the causes",
  example: "lineup diagnose --project acme-staging --config infra",
  inputs: {
    usage: "",
    least: 0,
    most: 0,
    explanation: "it reads the project itself; --config is the stack that it is held beside",
  },
  options: [
    ...(["format", "output", "config", "project", "service", "probe", "trace"] as const),
    ...(["bundle", "impersonate", "quiet"] as const),
  ],
  exit: {
    0: "everything that was asked for was looked at, and nothing is broken",
    1: "a cause was found, certain or likely",
    2: "nothing could be looked at, the bundle could not be written, or the command line is wrong",
    3: "no cause is known, and something could not be looked at or may be one",
  },
  check(_, { project, service, bundle }) {
    if (project === undefined) throw new UsageError("diagnose takes --project ID, the project to read, and got none");
    refuseBadNames({ service }, project);
    if (bundle?.endsWith(".json")) {
      throw new UsageError(
        `--bundle takes the name of the markdown file, got ${bundle}: the JSON is written beside it`,
      );
    }
  },
  async run(_, options, { terminal, progress, say }) {
    const { project = "", impersonate, config, service, probe, trace, bundle, format, quiet } = options;
    const written = config === undefined ? undefined : await writtenIn(config);
    const giveUp = new AbortController();
    const told = { progress, signal: giveUp.signal, ...(quiet ? {} : { say }) };
    const session = await sessionOf({ project, impersonate }, told);
    const scene = sceneOf({ session, asked: { service, probe, trace }, written });
    const tidy = async () => {
      for (const line of await cancelled(session, scene.running)) say(line);
    };
    const signals = whenSignalled(tidy);
    try {
      const report = reportInWordsOf(programInUse(), await diagnosed(scene));
      const text = render(report, { toReport: ofDiagnose }, format, { ...terminal, quiet });
      const unwritten = bundle === undefined ? [] : bundled(bundle, report);
      return { text, exitCode: unwritten.length > 0 ? 2 : EXIT[report.verdict], notes: unwritten };
    } finally {
      await tidy();
      signals.close();
      // What still hangs would keep the process from ending.
      giveUp.abort();
    }
  },
});

/** Both files or none, for nobody else to read. What was found is printed also where they cannot be written. */
function bundled(file: string, report: DiagnoseReport): string[] {
  try {
    const json = `${file.replace(/\.(md|markdown)$/, "")}.json`;
    writeTogether(
      [
        [file, incidentTicket(report)],
        [json, `${visibleJson(report)}\n`],
      ],
      { mode: 0o600 },
    );
    return [];
  } catch (error) {
    if (error instanceof UnusableInput) return [`the bundle was not written: ${error.message}`];
    throw error;
  }
}
