import { groupedBy } from "../grouping";
import type { IamChange, IamSetting, Imported, ReviewReport, RoleGiven, UnjudgedChange } from "../review/contract";
import { count } from "../text/words";
import { point, type Section } from "./report";
import { joined } from "./words";

// The changes of a plan that are listed, whatever is thought of them.

/** "; 3 changes of who may do what" */
export function rolesInWords({ iam }: Pick<ReviewReport, "iam">): string {
  return iam.length === 0 ? "" : `; ${count(iam.length, "change")} of who may do what`;
}

const OUTCOMES: Imported["outcome"][] = ["unchanged", "labels only", "changed", "replaced"];

/** "; 12 taken over: 9 unchanged, 2 labels only, 1 changed" */
export function importsInWords({ imports = [] }: Pick<ReviewReport, "imports">): string {
  if (imports.length === 0) return "";
  const said = OUTCOMES.map((which) => {
    const { length } = imports.filter(({ outcome }) => outcome === which);
    return length === 0 ? "" : `${length} ${which}`;
  });
  return `; ${imports.length} taken over: ${joined(said, ", ")}`;
}

/** Worst first: what is replaced, what is changed, and in which attributes. */
export function importsSection({ imports = [] }: Pick<ReviewReport, "imports">): Section {
  const points = OUTCOMES.toReversed().flatMap((which) =>
    imports
      .filter(({ outcome }) => outcome === which)
      .map(({ address, outcome, attributes }) =>
        point({
          place: { address, attribute: "", source: undefined },
          aside: outcome,
          message: outcome === "labels only" ? "" : attributes.join(", "),
          minor: true,
        }),
      ),
  );
  return { title: "Taken over by import", tone: "neutral", noun: "import", points, isDetail: false };
}

/** "; 13 forgotten, 0 to destroy"; of a part of a plan nobody can say how much it destroys. */
export function forgottenInWords({ plan, forgets }: Pick<ReviewReport, "plan" | "forgets">): string {
  if (forgets === undefined) return "";
  const destroyed = plan.errored || plan.incomplete ? "" : `, ${forgets.destroys} to destroy`;
  return `; ${forgets.addresses.length} forgotten${destroyed}`;
}

/** Who may do what, in full: nothing is left out of it, and nothing cut short. */
export function iamSection({ iam }: Pick<ReviewReport, "iam">): Section {
  const points = iam.map((change) =>
    point({
      place: { address: change.address, attribute: "", source: change.source },
      aside: change.actions.join(", "),
      message: iamInWords(change),
      isWhole: true,
    }),
  );
  return { title: "Who may do what", tone: "neutral", noun: "change", points, isDetail: false };
}

function iamInWords({ on, gives, settings }: IamChange): string {
  const place = on === "" ? "" : ` on the ${on}`;
  const said = (word: string, to: string, which: (one: RoleGiven) => boolean) => {
    const byRole = groupedBy(gives.filter(which), ({ role, condition }) => JSON.stringify([role, condition]));
    return [...byRole.values()].map((ones) => {
      const members = ones.map(({ member }) => member).join(", ");
      return `${word} ${ones[0]?.role}${place} ${to} ${members}${under(ones[0]?.condition)}`;
    });
  };
  const staying = gives.filter(({ before, after }) => before && after).length;
  const lines = [
    ...said("gives", "to", ({ before, after }) => after && !before),
    ...said("takes", "from", ({ before, after }) => before && !after),
    ...(staying > 0 ? [`${staying} ${staying === 1 ? "role stays" : "roles stay"} as given`] : []),
    ...settings.map(settingInWords),
  ];
  return lines.length > 0 ? lines.join("; ") : on;
}

function under(condition: string | undefined): string {
  return condition === undefined ? "" : ` where ${condition}`;
}

/** "permissions: gains a, b, loses c"; of one value, what it was and what it will be. */
function settingInWords({ attribute, before, after }: IamSetting): string {
  if (before.length <= 1 && after.length <= 1) {
    const [was, is] = [before[0], after[0]];
    if (was === undefined) return `${attribute}: ${is}`;
    return is === undefined ? `${attribute}: no longer ${was}` : `${attribute}: ${was} → ${is}`;
  }
  const gains = after.filter((one) => !before.includes(one));
  const loses = before.filter((one) => !after.includes(one));
  const said = [
    gains.length > 0 ? `gains ${gains.join(", ")}` : "",
    loses.length > 0 ? `loses ${loses.join(", ")}` : "",
  ];
  return `${attribute}: ${said.filter((one) => one !== "").join(", ")}`;
}

/** By kind and action: of many alike, some are named. */
export function unjudgedSection({ unjudged }: Pick<ReviewReport, "unjudged">): Section {
  const order = (one: UnjudgedChange) =>
    WORST_FIRST.findIndex((action) => action === "" || one.actions.includes(action));
  const points = [...unjudged]
    .sort((a, b) => order(a) - order(b))
    .map((change) =>
      point({
        place: { address: change.address, attribute: "", source: undefined },
        aside: happensTo(change),
        message: `what happens to a ${change.type} is not judged`,
        minor: true,
      }),
    );
  return { title: "Not judged", tone: "neutral", noun: "change", points, isDetail: true };
}

/** What some are left out of begins with what cannot be undone. */
const WORST_FIRST = ["delete", "forget", "update", "create", "no-op", ""];

function happensTo({ actions, deposed, importing }: UnjudgedChange): string {
  const said = [...(importing ? ["import"] : []), ...actions.filter((action) => !(importing && action === "no-op"))];
  return `${said.join(", ")}${deposed ? " of an old object" : ""}`;
}
