// Whether what terraform init has downloaded is what a call asks for: Terraform refuses anything else.

/** As modules.json and a call write one source: `acme/fw/google`, `registry.terraform.io/acme/fw/google`. */
export function isSameSource(called: string, installed: string): boolean {
  return spelledAlike(called) === spelledAlike(installed);
}

function spelledAlike(source: string): string {
  return source
    .trim()
    .replace(/^(git|hg)::/, "")
    .replace(/^[a-z0-9]+:\/\//, "")
    .replace(/^git@([^:/]+)[:/]/, "$1/")
    .replace(/^registry\.terraform\.io\//, "")
    .replace(/\.git(?=$|\/\/|\?)/, "");
}

const CLAUSE = /^(=|!=|>=|<=|>|<|~>)?\s*v?(\d+(?:\.\d+)*)$/;

/** What is no plain version, on either side, is not compared. */
export function fitsVersion(installed: string, wanted: string): boolean {
  const have = /^v?\d+(\.\d+)*$/.test(installed) ? numbers(installed) : undefined;
  if (!have) return true;
  return wanted.split(",").every((clause) => {
    const [, operator = "=", version] = CLAUSE.exec(clause.trim()) ?? [];
    if (version === undefined) return true;
    const want = numbers(version);
    const order = compared(have, want);
    if (operator === "=") return order === 0;
    if (operator === "!=") return order !== 0;
    if (operator === ">") return order > 0;
    if (operator === "<") return order < 0;
    if (operator === "<=") return order <= 0;
    // "~> 9.1" is any 9 from 9.1 on.
    const fixed = operator === "~>" ? Math.max(1, want.length - 1) : 0;
    return order >= 0 && want.slice(0, fixed).every((part, place) => part === (have[place] ?? 0));
  });
}

function numbers(version: string): number[] {
  return version.replace(/^v/, "").split(".").map(Number);
}

function compared(one: readonly number[], other: readonly number[]): number {
  for (let place = 0; place < Math.max(one.length, other.length); place++) {
    const difference = (one[place] ?? 0) - (other[place] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}
