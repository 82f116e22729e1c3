import type * as api from "./api";

export { main } from "./cli";
export { UnusableInput } from "./inputs/model";

// Each part is loaded when it is called: loading all of it would take longer than a quick answer.
export const verify: typeof api.verify = (...given) => asked().verify(...given);
export const review: typeof api.review = (...given) => asked().review(...given);
export const drift: typeof api.drift = (...given) => asked().drift(...given);

export const github: typeof import("./github").github = (...given) =>
  (require("./github") as typeof import("./github")).github(...given);

function asked(): typeof api {
  return require("./api");
}
