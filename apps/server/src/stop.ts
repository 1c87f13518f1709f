/** After this the process ends whatever still runs; requests that were under way have had their time. */
const PATIENCE_MS = 10_000

/**
 * Ends the process in order, once, when a signal comes or the process that started us is gone.
 * Returns the same ending for a start that failed half-way.
 */
export function onStop(steps: Array<() => Promise<unknown>>): () => Promise<void> {
  let stopping: Promise<void> | undefined
  function stop(): Promise<void> {
    stopping ??= runAll(steps)
    return stopping
  }
  function exit(code: number): void {
    setTimeout(() => process.exit(1), PATIENCE_MS).unref()
    void stop().then(
      () => process.exit(code),
      () => process.exit(1),
    )
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => exit(0))
  if (process.connected) process.on('disconnect', () => exit(0))
  return stop
}

/** A step that fails must not keep the next one, above all the database, from ending in order. */
async function runAll(steps: Array<() => Promise<unknown>>): Promise<void> {
  const failures: unknown[] = []
  for (const step of steps) await step().catch((error: unknown) => failures.push(error))
  if (failures.length > 0) throw new AggregateError(failures, 'The hub did not stop cleanly.')
}
