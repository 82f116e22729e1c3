import { defineDiagnosis } from "../../rule-text";

export const stateLocked = defineDiagnosis({
  id: "STATE_LOCKED",
  title: "The state of the environment is locked",
  help: "Somebody is deploying, or a deploy was broken off: until the lock is gone no plan and no deploy is made.",
  remedy: "Ask whoever holds it. Where that process is gone, terraform force-unlock takes the lock away.",
});
