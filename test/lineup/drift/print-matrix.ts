import { answers, confusion } from "./judged";

// `node --import tsx test/lineup/drift/print-matrix.ts`: wanted down, said across.
console.table(confusion(answers()));
