// The bundle holds what is read of it, and nothing of the rest.
export { version } from "../package.json";
