/** Runs a command. What goes wrong is said in its own words on stderr, without a stack trace; then exit 2 or its own. */
export function explainFailure(command: () => void): void {
  try {
    command();
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = error instanceof Error && "exitCode" in error ? Number(error.exitCode) : 2;
  }
}
