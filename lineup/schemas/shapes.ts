import * as z from "zod";
import { PHASES } from "../../probe/phases";
import { resultShape } from "../../probe/result";
import { ALL_OUTCOMES } from "../src/adopt/contract";
import { settingsShape } from "../src/adopt/settings-shape";
import { exceptionsShape } from "../src/exceptions/shape";
import { expectedShape } from "../src/expected/shape";

// The JSON that lineup prints and reads, as shapes. Readers may meet fields that are not here: fields are added.

const source = z.object({ file: z.string(), line: z.number() });
const verdict = z.enum(["reachable", "blocked", "unknown"]);
const cause = z.object({
  code: z.string(),
  address: z.string(),
  attribute: z.string(),
  message: z.string(),
  fix: z.string(),
  source: source.optional(),
});

const step = z.object({
  step: z.enum([
    "START_FROM_CLOUD_RUN_REVISION",
    "ARRIVE_AT_VPC_CONNECTOR",
    "APPLY_EGRESS_FIREWALL_RULE",
    "APPLY_ROUTE",
    "DELIVER",
    "DROP",
    "ABORT",
  ]),
  address: z.string(),
  text: z.string(),
});

const endNames = { fromName: z.string().optional(), toName: z.string().optional() };
const notJudged = z.array(z.object({ kind: z.string(), callers: z.array(z.string()) }));

const verify = z.object({
  schema: z.literal("lineup/verify/1"),
  verdict: z.enum(["reachable", "blocked", "unknown", "none"]),
  inputs: z.array(
    z.object({
      file: z.string(),
      kind: z.enum(["synth", "plan", "state", "inventory"]),
      verdict: z.enum(["reachable", "blocked", "unknown", "none"]),
      paths: z.array(
        z.object({
          from: z.string(),
          to: z.string().nullable(),
          ...endNames,
          port: z.number().nullable(),
          verdict,
          causes: z.array(cause),
          undecided: z.array(cause),
          steps: z.array(step),
          assumptions: z.array(z.string()),
          reliesOn: z.array(z.string()),
        }),
      ),
      findings: z.array(
        z.object({
          rule: z.string(),
          severity: z.enum(["error", "warning", "note"]),
          address: z.string(),
          attribute: z.string(),
          message: z.string(),
          fix: z.string(),
          source: source.optional(),
        }),
      ),
      withoutPath: z.array(z.string()),
      notJudged: notJudged.optional(),
    }),
  ),
});

const standing = z.enum(["reachable", "blocked", "unknown", "absent"]);
const exception = z.object({
  address: z.string(),
  attribute: z.string(),
  code: z.string(),
  reason: z.string(),
  expires: z.string(),
  status: z.enum(["used", "unused", "expired", "refused"]),
  message: z.string(),
});
const risk = z.object({
  level: z.enum(["danger", "caution", "note"]),
  code: z.string(),
  address: z.string(),
  actions: z.array(z.string()),
  because: z.array(z.string()),
  changed: z.array(z.object({ attribute: z.string(), before: z.string(), after: z.string() })),
  consequence: z.string(),
  undo: z.string(),
  services: z.array(z.string()),
  source: source.optional(),
});
const flow = z.object({ from: z.string(), destination: z.string(), protocol: z.string(), ports: z.string() });
const number = z.number();

const iamChange = z.object({
  address: z.string(),
  type: z.string(),
  actions: z.array(z.string()),
  on: z.string(),
  gives: z.array(
    z.object({
      role: z.string(),
      member: z.string(),
      condition: z.string().optional(),
      before: z.boolean(),
      after: z.boolean(),
    }),
  ),
  settings: z.array(z.object({ attribute: z.string(), before: z.array(z.string()), after: z.array(z.string()) })),
  source: source.optional(),
});

const reviewedPath = z.object({
  from: z.string(),
  to: z.string().nullable(),
  ...endNames,
  previousFrom: z.string().optional(),
  previousTo: z.string().optional(),
  changedTo: z.string().optional(),
  port: z.number().nullable(),
  before: standing,
  after: standing,
  causes: z.array(cause),
  assumptions: z.array(z.string()),
  reliesOn: z.array(z.string()),
});
const flows = z.object({ newlyDenied: z.array(flow), newlyAllowed: z.array(flow), undecided: z.array(z.string()) });

const review = z.object({
  schema: z.literal("lineup/review/1"),
  verdict: z.enum(["safe", "danger", "unknown"]),
  plan: z.object({
    file: z.string(),
    kind: z.enum(["normal", "destroy", "refresh-only"]),
    errored: z.boolean(),
    incomplete: z.boolean(),
  }),
  paths: z.array(reviewedPath),
  notJudged: notJudged.optional(),
  risks: z.array(risk),
  iam: z.array(iamChange),
  unjudged: z.array(
    z.object({
      address: z.string(),
      type: z.string(),
      actions: z.array(z.string()),
      deposed: z.boolean().optional(),
      importing: z.boolean().optional(),
    }),
  ),
  undecided: z.array(z.object({ address: z.string(), message: z.string(), source: source.optional() })),
  flows,
  imports: z
    .array(
      z.object({
        address: z.string(),
        type: z.string(),
        id: z.string().optional(),
        outcome: z.enum(["unchanged", "labels only", "changed", "replaced"]),
        attributes: z.array(z.string()),
      }),
    )
    .optional(),
  forgets: z.object({ addresses: z.array(z.string()), destroys: z.number(), isAll: z.boolean() }).optional(),
  counts: z.object({
    create: number,
    update: number,
    replace: number,
    delete: number,
    import: number,
    move: number,
    forget: number,
  }),
  silenced: z.array(risk).optional(),
  exceptions: z.array(exception).optional(),
});

const drifted = z.object({
  address: z.string(),
  attribute: z.string(),
  before: z.string().nullable(),
  after: z.string().nullable(),
  tier: z.enum(["noise", "benign", "weakens", "breaks"]),
  code: z.string(),
  message: z.string(),
  repair: z.string(),
  /** The change rule that found it, where one did. */
  rule: z.string().optional(),
  /** The same thing in the state of another root. */
  alsoOwnedBy: z.object({ address: z.string(), file: z.string() }).optional(),
  source: source.optional(),
});

const drift = z.object({
  schema: z.literal("lineup/drift/1"),
  verdict: z.enum(["clean", "benign", "weakens", "breaks", "unknown"]),
  file: z.string(),
  drifted: z.array(drifted),
  excepted: z.array(drifted),
  paths: z.array(
    z.object({
      from: z.string(),
      to: z.string().nullable(),
      ...endNames,
      port: z.number().nullable(),
      written: standing,
      now: standing,
      causes: z.array(cause),
    }),
  ),
  notJudged: notJudged.optional(),
  pending: z.array(z.object({ address: z.string(), actions: z.array(z.string()) })),
  unmanaged: z.array(
    z.object({
      kind: z.string(),
      name: z.string(),
      tier: z.enum(["benign", "weakens", "breaks", "unknown"]),
      message: z.string(),
    }),
  ),
  pins: z
    .array(
      z.object({
        service: z.string(),
        revision: z.string(),
        until: z.string(),
        hasEnded: z.boolean(),
        message: z.string(),
        fix: z.string(),
      }),
    )
    .optional(),
  proof: z.object({ by: z.enum(["log", "caller", "none"]), why: z.string() }),
  unknown: z.array(z.string()),
  noise: z.number(),
  exceptions: z.array(exception),
});

const inventory = z.object({
  schema: z.literal("lineup/inventory/1"),
  nulls: z.string().nullish(),
  project: z.string(),
  readAt: z.string().optional(),
  resources: z.array(
    z.object({
      type: z.string(),
      name: z.string(),
      region: z.string().optional(),
      values: z.record(z.string(), z.unknown()),
    }),
  ),
  unread: z
    .array(
      z.object({
        what: z.string(),
        why: z.string(),
        types: z.array(z.string()).optional(),
        network: z.string().optional(),
        project: z.string().optional(),
        of: z.string().optional(),
      }),
    )
    .nullish(),
  missing: z.array(z.object({ type: z.string(), name: z.string() })).nullish(),
  disabled: z.array(z.object({ what: z.string(), why: z.string() })).optional(),
});

const texts = z.array(z.string());
const removedBlock = z.object({ from: z.string(), lifecycle: z.object({ destroy: z.literal(false) }) });

const handover = z.object({
  file: z.string(),
  project: z.string(),
  pairs: z.array(
    z.object({
      old: z.string(),
      oldType: z.string(),
      here: z.string(),
      type: z.string(),
      id: z.string(),
      says: z.string().nullable(),
    }),
  ),
  removed: z.object({
    name: z.literal("removed.tf.json"),
    blocks: z.array(z.object({ from: z.string(), instances: texts })),
    content: z.object({ removed: z.array(removedBlock) }),
  }),
  notForgotten: z.array(
    z.object({
      from: z.string(),
      takenOver: texts,
      others: texts,
      wayOut: z.object({
        says: z.string(),
        file: z
          .object({ moved: z.array(z.object({ from: z.string(), to: z.string() })), removed: z.array(removedBlock) })
          .nullable(),
      }),
    }),
  ),
  left: z.array(
    z.object({
      address: z.string(),
      type: z.string(),
      id: z.string().nullable(),
      member: z.string().optional(),
      why: z.string().nullable(),
      like: texts,
      standsOn: texts,
      ways: z.object({ keep: z.string(), here: z.string(), delete: z.string() }),
    }),
  ),
  notHeld: texts,
  cautions: texts,
  steps: z.array(
    z.object({
      step: z.enum(["back-up", "freeze", "plan", "apply", "removal", "proof"]),
      where: z.enum(["old root", "here", "both"]),
      does: z.string(),
      commands: texts,
      proof: z.string(),
      back: z.object({ does: z.string(), commands: texts }),
    }),
  ),
  isDone: z.boolean(),
});

const sentence = z.object({
  setting: z.string(),
  written: z.string(),
  proposed: z.string(),
  why: z.string().optional(),
  attributes: texts,
});

const adopt = z.object({
  schema: z.literal("lineup/adopt/1"),
  verdict: z.enum(["ready", "changes", "unknown"]),
  environment: z.string(),
  project: z.string(),
  readAt: z.string().optional(),
  file: z.string().optional(),
  rows: z.array(
    z.object({
      address: z.string(),
      type: z.string(),
      outcome: z.enum(ALL_OUTCOMES),
      id: z.string().optional(),
      action: z.string(),
      changes: z.array(z.object({ attribute: z.string(), before: z.string(), after: z.string() })),
      replacedBy: texts,
      why: texts,
      sameRole: texts.optional(),
      sentences: z.array(sentence),
      withSentences: z.enum(ALL_OUTCOMES).optional(),
      wayOut: texts,
      source: source.optional(),
    }),
  ),
  counts: z.object(
    Object.fromEntries(ALL_OUTCOMES.map((outcome) => [outcome, number])) as Record<string, typeof number>,
  ),
  sentences: z.array(sentence),
  paths: z.array(reviewedPath),
  risks: z.array(risk),
  flows,
  unread: texts,
  adoption: z.object({ file: z.string(), resources: number }).optional(),
  handover: handover.optional(),
  removed: z.object({ file: z.string(), blocks: number }).optional(),
});

const probeFinding = z.object({ code: z.string(), message: z.string(), meanings: texts, fix: z.string() });

const probeReport = z.object({
  schema: z.literal("lineup/probe-report/1"),
  verdict,
  project: z.string(),
  probes: z.array(
    z.object({
      service: z.string().nullable(),
      job: z.string().nullable(),
      region: z.string().optional(),
      execution: z.string().optional(),
      verdict,
      phase: z.enum(PHASES).optional(),
      code: z.string().optional(),
      message: z.string(),
      fix: z.string().optional(),
      exitCode: number.optional(),
      result: resultShape.optional(),
      verify: z
        .object({
          input: z.string(),
          verdict: z.enum(["reachable", "blocked", "unknown", "none"]),
          from: z.string(),
          to: z.string().nullable(),
          port: z.number().nullable(),
          causes: z.array(cause),
          undecided: z.array(cause),
          steps: z.array(step),
        })
        .optional(),
      trace: z
        .array(
          z.object({
            from: z.enum(["job", "revision"]),
            source: z.string(),
            test: z.string(),
            verdict,
            code: z.string().optional(),
            message: z.string(),
            steps: z.array(z.object({ step: z.string(), at: z.string(), text: z.string() })),
          }),
        )
        .optional(),
      findings: z.array(probeFinding),
    }),
  ),
  findings: z.array(probeFinding),
});

const seen = z.object({
  from: z.string(),
  at: z.string(),
  attribute: z.string(),
  text: z.string(),
  when: z.string().optional(),
  by: z.string().optional(),
});

const diagnosis = z.object({
  schema: z.literal("lineup/diagnose/1"),
  verdict: z.enum(["broken", "unknown", "healthy"]),
  project: z.string(),
  readAt: z.string(),
  causes: z.array(
    z.object({
      rank: number,
      code: z.string(),
      certainty: z.enum(["certain", "likely", "possible"]),
      at: z.string(),
      attribute: z.string(),
      message: z.string(),
      services: texts,
      evidence: z.array(seen),
      repair: z.object({ text: z.string(), commands: texts }),
      proof: z.string(),
      proofCommands: texts,
    }),
  ),
  changes: z.array(seen),
  paths: z.array(
    z.object({
      from: z.string(),
      to: z.string().nullable(),
      port: z.number().nullable(),
      verdict: z.enum(["reachable", "blocked", "unknown", "none"]),
    }),
  ),
  looks: z.array(
    z.object({
      part: z.string(),
      what: z.string(),
      did: z.enum(["looked", "in part", "could not", "not asked"]),
      why: z.string().optional(),
      fix: z.string().optional(),
    }),
  ),
});

/** Each by the name of its file. */
export const SHAPES = {
  "verify-1": verify,
  "review-1": review,
  "drift-1": drift,
  "adopt-1": adopt,
  "inventory-1": inventory,
  "probe-1": resultShape,
  "probe-report-1": probeReport,
  "diagnose-1": diagnosis,
  "exceptions-1": exceptionsShape,
  "expected-1": expectedShape,
  "settings-1": settingsShape,
} as const;
