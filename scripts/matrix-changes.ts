import * as drift from "../corpus/score/drift/judged";
import * as review from "../corpus/score/review/confusion";

/** Asks `lineup review` about every recorded change; returns how many answers differ from their label. */
export function printReview(): number {
  const answers = review.answers();
  console.log(`\n${review.confusion(answers)}\n`);
  const wrong = answers.filter(({ agrees }) => !agrees);
  for (const { id, right, said } of wrong) {
    const what =
      right === said ? `${said}, with other codes or paths than its label` : `${said}, and ${right} is right`;
    console.log(`review/${id}: lineup says ${what}`);
  }
  const falselySafe = answers.filter(({ right, said }) => right !== "safe" && said === "safe");
  console.log(`${answers.length} plans, ${wrong.length} disagreements, ${falselySafe.length} falsely called safe`);
  return wrong.length;
}

/** Asks `lineup drift` about every recorded drift; returns how many answers differ from their label. */
export function printDrift(): number {
  const answers = drift.answers();
  console.log(`\n${drift.table(drift.confusion(answers))}\n`);
  const wrong = answers.filter((answer) => !drift.agrees(answer));
  for (const { one, got } of wrong) {
    const said = [got.verdict, ...got.drifted].join(", ");
    console.log(
      `drift/${one.id}: lineup says ${said}; right is ${[one.label.verdict, ...one.label.drifted].join(", ")}`,
    );
  }
  const missed = answers.filter(({ one, got }) => got.verdict === "clean" && one.label.verdict !== "clean");
  console.log(`${answers.length} plans, ${wrong.length} disagreements, ${missed.length} falsely called clean`);
  return wrong.length;
}
