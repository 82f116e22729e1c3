import { written } from "../environments";

/**
 * `npm run --silent environments [-- NAME]`: the names of all environments as a JSON list, for the workflows; with a
 * name, that name if there is such an environment. Exit 2 if there is none.
 */
const names = Object.values(written).map(({ name }) => name);
const [asked] = process.argv.slice(2);
if (asked === undefined) console.log(JSON.stringify(names));
else if (names.includes(asked)) console.log(asked);
else {
  console.error(`there is no environment ${JSON.stringify(asked)} - give one of ${names.join(", ")}`);
  process.exitCode = 2;
}
