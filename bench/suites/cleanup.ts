type Cleanup = () => Promise<void>

/** What has to be undone, should the program be stopped before the work that needs it has ended. */
const pending = new Set<Cleanup>()
let isEnding = false

/** Runs `cleanup` after the work, or when somebody stops the program before. */
export async function withCleanup<R>(cleanup: Cleanup, work: () => Promise<R>): Promise<R> {
  pending.add(cleanup)
  try {
    // The suite that was stopped has failed by now, and the next one would begin.
    if (isEnding) throw new Error('The benchmarks are being stopped.')
    return await work()
  } finally {
    // Removed first: a signal that comes now would run it twice at once.
    if (pending.delete(cleanup)) await cleanup()
  }
}

/** The last that was begun is undone first; what cannot be undone does not keep the rest. */
async function cleanUp(): Promise<void> {
  isEnding = true
  for (const cleanup of [...pending].toReversed()) {
    pending.delete(cleanup)
    await cleanup().catch((error: unknown) => console.error(error))
  }
}

/** Ctrl-C and a polite kill leave no server and no folder behind either; a second Ctrl-C ends at once. */
export function cleanUpOnSignals(): void {
  const codes = { SIGINT: 130, SIGTERM: 143 }
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, () => void cleanUp().finally(() => process.exit(codes[signal])))
}
