import { answers, confusion } from "../test/lineup/review/confusion";

/** Second half of `npm run matrix`: every recorded change put to lineup review. Exit 1 where it is not right. */
const all = answers();
console.log(`\n${confusion(all)}\n`);
const wrong = all.filter(({ agrees }) => !agrees);
for (const { id, right, said } of wrong) console.log(`${id}: ${right} is right, lineup says ${said} - see its test`);
const promises = all.filter(({ right, said }) => right !== "safe" && said === "safe");
console.log(`${all.length} plans, ${wrong.length} disagreements, ${promises.length} called safe that are not`);
process.exitCode = wrong.length > 0 ? 1 : 0;
