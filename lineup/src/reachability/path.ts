/** Google's codes where Google has one; the last five are lineup's own. */
export type Code =
  | "VPC_CONNECTOR_NOT_SET"
  | "VPC_CONNECTOR_NOT_RUNNING"
  | "VPC_CONNECTOR_SERVERLESS_TRAFFIC_BLOCKED"
  | "CLOUD_RUN_REVISION_NOT_READY"
  | "FIREWALL_RULE"
  | "NO_ROUTE"
  | "PRIVATE_TRAFFIC_TO_INTERNET"
  | "GOOGLE_MANAGED_SERVICE_NO_PEERING"
  | "REDIS_INSTANCE_NOT_RUNNING"
  | "REDIS_INSTANCE_UNSUPPORTED_PORT"
  | "REDIS_INSTANCE_UNSUPPORTED_PROTOCOL"
  | "REDIS_INSTANCE_CONNECTING_FROM_PUPI_ADDRESS"
  | "REGION_MISMATCH"
  | "ADDRESS_MISMATCH"
  | "RANGE_OVERLAP"
  | "UNRESOLVED_REFERENCE"
  | "UNEVALUATED_POLICY";

export interface Cause {
  code: Code;
  address: string;
  attribute: string;
  message: string;
  fix: string;
}

export type StepName =
  | "START_FROM_CLOUD_RUN_REVISION"
  | "ARRIVE_AT_VPC_CONNECTOR"
  | "APPLY_EGRESS_FIREWALL_RULE"
  | "APPLY_ROUTE"
  | "DELIVER"
  | "DROP"
  | "ABORT";

export interface Step {
  step: StepName;
  address: string;
  text: string;
}

export type PathVerdict = "reachable" | "blocked" | "unknown";

export interface Path {
  from: string;
  /** Null where the service holds an address that is nobody's. */
  to: string | null;
  port: number | null;
  verdict: PathVerdict;
  /** Everything that blocks it; where nothing does, everything that could not be told. */
  causes: Cause[];
  /** On a blocked path, what could not be told besides. */
  undecided: Cause[];
  steps: Step[];
  assumptions: string[];
  /** The firewall rules that decide. */
  decidedBy: string[];
}

/** Collects what is found on the way. Anything that blocks decides; else anything unknown does. */
export class Trail {
  readonly decidedBy: string[] = [];
  private readonly steps: Step[] = [];
  private readonly blocking: Cause[] = [];
  private readonly open: Cause[] = [];
  private readonly assumptions = new Set<string>();

  constructor(
    private readonly from: string,
    private readonly to: string | null,
  ) {}

  step(step: StepName, address: string, text: string): void {
    this.steps.push({ step, address, text });
  }

  blocked(code: Code, at: { address: string; attribute: string }, message: string, fix: string): void {
    add(this.blocking, { code, ...at, message, fix });
  }

  unknown(code: Code, at: { address: string; attribute: string }, message: string, fix: string): void {
    add(this.open, { code, ...at, message, fix });
  }

  assume(sentence: string): void {
    this.assumptions.add(sentence);
  }

  get isCut(): boolean {
    return this.blocking.length > 0;
  }

  end(port: number | null): Path {
    const verdict = this.blocking.length > 0 ? "blocked" : this.open.length > 0 ? "unknown" : "reachable";
    const [name, text] = ENDS[verdict];
    return {
      from: this.from,
      to: this.to,
      port,
      verdict,
      causes: verdict === "blocked" ? this.blocking : this.open,
      undecided: verdict === "blocked" ? this.open : [],
      steps: [...this.steps, { step: name, address: this.to ?? this.from, text }],
      assumptions: verdict === "blocked" ? [] : [...this.assumptions],
      decidedBy: [...new Set(this.decidedBy)],
    };
  }
}

/** A service may call a cache at two addresses: what is found on the way to both is one cause. */
function add(causes: Cause[], cause: Cause): void {
  const isSaid = causes.some(
    ({ code, address, attribute, message }) =>
      code === cause.code && address === cause.address && attribute === cause.attribute && message === cause.message,
  );
  if (!isSaid) causes.push(cause);
}

const ENDS: Record<PathVerdict, [StepName, string]> = {
  reachable: ["DELIVER", "the packet arrives"],
  blocked: ["DROP", "the packet does not arrive"],
  unknown: ["ABORT", "whether the packet arrives cannot be told"],
};
