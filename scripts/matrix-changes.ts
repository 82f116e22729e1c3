import * as drift from "../corpus/score/drift/judged";
import * as review from "../corpus/score/review/confusion";

/** The rest of `npm run matrix`: every recorded change put to lineup review and drift. How many are not right. */
export function printChanges(): number {
  const reviewed = review.answers();
  console.log(`\n${review.confusion(reviewed)}\n`);
  const wrong = reviewed.filter(({ agrees }) => !agrees);
  for (const { id, right, said } of wrong) console.log(`${id}: ${right} is right, lineup says ${said} - see its test`);
  const promises = reviewed.filter(({ right, said }) => right !== "safe" && said === "safe");
  console.log(
    `${reviewed.length} plans, ${wrong.length} disagreements, ${promises.length} called safe that are not\n\ndrift`,
  );

  const drifted = drift.answers();
  console.table(drift.confusion(drifted));
  const missed = drifted.filter(({ one, got }) => one.want.verdict !== got.verdict);
  for (const { one, got } of missed) console.log(`${one.id}: ${one.want.verdict} is right, lineup says ${got.verdict}`);
  console.log(`${drifted.length} plans, ${missed.length} disagreements`);
  return wrong.length + missed.length;
}
