import { defineDiagnosis } from "../../rule-text";

export const redisRefused = defineDiagnosis({
  id: "REDIS_REFUSED",
  title: "A service is refused by its Redis",
  help: "Redis answers, and does not accept: a password is missing or wrong, or it is full or read-only.",
  remedy: "Compare the password that the service is given with that of the instance, and look at its memory.",
});
