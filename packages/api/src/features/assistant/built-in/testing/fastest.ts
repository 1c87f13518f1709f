/** The shortest of several runs, in milliseconds: what the work takes when the machine does nothing else. */
export function fastestMs(work: () => unknown): number {
  const runs = Array.from({ length: 25 }, () => {
    const start = performance.now()
    work()
    return performance.now() - start
  })
  return Math.min(...runs)
}
