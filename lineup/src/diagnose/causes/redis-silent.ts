import { defineDiagnosis } from "../../rule-text";

export const redisSilent = defineDiagnosis({
  id: "REDIS_SILENT",
  title: "A service gets no answer from its Redis",
  help: "Its connections time out, as where packets are dropped or nothing listens; what was read of the project does not explain it.",
  remedy: "Run lineup probe --project PROJECT, which says at which step the connection stops.",
});
