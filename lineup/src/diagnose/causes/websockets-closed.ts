import { defineDiagnosis } from "../../rule-text";

export const websocketsClosed = defineDiagnosis({
  id: "WEBSOCKETS_CLOSED",
  title: "The app closes its WebSockets with an error (1011)",
  help: "Clients are connected and then dropped: the app met an error of its own, often a lost Redis.",
  remedy: "Repair what the other causes name; without any, read the log lines around it.",
});
