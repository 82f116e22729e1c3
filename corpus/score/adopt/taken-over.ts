import { type AdoptionCase, adoptionCases } from "../../adoptions";
import { type RecordedTakeOver, readTakeOver, takenOver } from "../../adoptions/taken-over";

export interface TakenOver extends RecordedTakeOver {
  one: AdoptionCase;
}

/** What became of the cases with their sentences, in the order of the corpus. */
export function takeOvers(): TakenOver[] {
  const recorded = new Set(takenOver());
  return adoptionCases.filter(({ id }) => recorded.has(id)).map((one) => ({ one, ...readTakeOver(one.id) }));
}

export const isTriple = ({ one }: TakenOver) => one.id.startsWith("three-");

/** Where Terraform plans something else than was promised with the sentences. */
export function brokenPromises(of: readonly TakenOver[]): string[] {
  return of.flatMap(({ one, promised, planned, applied }) => {
    const addresses = [...new Set([...Object.keys(promised), ...Object.keys(planned)])];
    const broken = applied ? addresses.filter((address) => promised[address] !== planned[address]) : [];
    return broken.map((address) => `${one.id}: ${address}: ${promised[address]}, and ${planned[address]} is planned`);
  });
}

/** One line for the cases of one oddity, and one for those of three. */
export function summary(of: readonly TakenOver[]): string[][] {
  const count = (kind: string, some: readonly TakenOver[]) => [
    kind,
    ...[
      some.length,
      some.filter(({ settings }) => Object.keys(settings).length > 0).length,
      some.flatMap(({ settings }) => Object.keys(settings)).length,
      some.filter(({ applied }) => !applied).length,
      some.filter(({ applied }) => applied).length,
      some.filter((one) => one.applied && brokenPromises([one]).length === 0).length,
      some.filter(({ secondPlan }) => secondPlan === "empty").length,
    ].map(String),
  ];
  const head = ["cases", "of them with sentences", "sentences", "not taken over", "applied", "as promised"];
  return [
    ["oddities", ...head, "second plan empty"],
    count(
      "one",
      of.filter((each) => !isTriple(each)),
    ),
    count("three", of.filter(isTriple)),
  ];
}
