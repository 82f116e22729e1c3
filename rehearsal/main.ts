import { Rehearsal } from "./rehearse";

/** `npm run rehearse [-- SCENARIO]`: real Terraform, the real provider, and a cloud that is this process. */
const rehearsal = new Rehearsal();
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => rehearsal.interrupt());
// However this process ends, its children end with it: the cloud that they talk to is gone.
process.once("exit", () => rehearsal.kill());

rehearsal.run(process.argv.slice(2)).then((code) => {
  process.exitCode = code;
});
