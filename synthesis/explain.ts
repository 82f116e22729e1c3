/** Runs a command. An error's message goes to stderr, without a stack trace; the exit code is 2 or the error's own. */
export function explainFailure(command: () => void): void {
  try {
    command();
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = error instanceof Error && "exitCode" in error ? Number(error.exitCode) : 2;
  }
}
