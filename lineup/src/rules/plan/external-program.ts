import { definePlanRule } from "../define";
import { providerAddress } from "../shared/providers";
import { changesOf } from "../shared/runs";

export const externalProgram = definePlanRule({
  id: "EXTERNAL_PROGRAM",
  level: "danger",
  title: "Making a plan runs a program, or asks somebody else",
  help: "The data sources external and local_command run a program whenever a plan is made, with the credentials of whoever makes it; http asks an address and believes its answer; resources of a shell provider run commands, and so does a provider with a block exec. It has happened before anybody reads the plan.",
  remedy: "Write the values out, or pass them as variables.",
  example: "program-at-plan",
  check: (plan) => {
    const changes = changesOf(plan);
    const known = new Set(plan.after.resources.map(({ address }) => address));
    const signing = plan.code.providers
      .filter(({ runsProgram }) => runsProgram)
      .map((provider) => ({ address: providerAddress(provider), actions: ["read"], consequence: SIGNS_IN, fix: FIX }));
    const things = plan.code.things.flatMap((thing) => {
      const what = PROGRAMS.find(([types]) => types.test(thing.type))?.[1];
      if (what === undefined) return [];
      const actions = changes(thing)[0]?.actions ?? (known.has(thing.address) ? ["read"] : ["no-op"]);
      return [
        { address: thing.address, actions, consequence: what, fix: "write the value out, or pass it as a variable" },
      ];
    });
    return [...things, ...signing];
  },
});

const SIGNS_IN = "it runs a program to sign in, on the machine that plans and applies, with its credentials";
const FIX = "pass a token that the job has asked for itself";

const PROGRAMS: readonly [type: RegExp, consequence: string][] = [
  [/^(external|local_command)$/, "it runs a program on the machine that makes a plan, with its credentials"],
  [/^http$/, "it asks an address on the internet while the plan is made, and the plan is made of the answer"],
  [/^shell(_|$)/, "it runs commands on the machine that plans and applies, with its credentials"],
];
