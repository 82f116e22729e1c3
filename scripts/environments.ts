import { written } from "../environments";

/**
 * `npm run --silent environments`: the names of all environments as JSON, which workflows take as their matrix.
 * `npm run --silent environments -- NAME`: exit 0 if there is an environment of this name, else 2.
 */
const names = Object.values(written).map(({ name }) => name);
const [asked] = process.argv.slice(2);

if (asked === undefined) {
  console.log(JSON.stringify(names));
} else if (!names.includes(asked)) {
  process.stderr.write(`there is no environment ${JSON.stringify(asked)} - give one of ${names.join(", ")}\n`);
  process.exitCode = 2;
}
