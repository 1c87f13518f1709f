/**
 * Processor time of this thread so far, in milliseconds. What computes is timed by it: whoever has the core in between, as three
 * test files on two of them have, adds nothing.
 */
export function processorTime(): number {
  const { user, system } = process.threadCpuUsage()
  return (user + system) / 1_000
}
