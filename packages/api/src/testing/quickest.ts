/**
 * The time in milliseconds of the quickest of several tries of each: what the work itself takes, where the machine now and then has
 * other things to do. They take turns, so that what is slow for seconds is slow for all of them.
 */
export async function quickestOfEach(tries: number, works: readonly (() => unknown)[]): Promise<number[]> {
  const best = works.map(() => Number.POSITIVE_INFINITY)
  for (let done = 0; done < tries; done += 1)
    for (const [at, work] of works.entries()) {
      const begin = performance.now()
      await work()
      best[at] = Math.min(best[at] ?? 0, performance.now() - begin)
    }
  return best
}

/** As `quickestOfEach`, of one. */
export const quickest = async (tries: number, work: () => unknown): Promise<number> =>
  Math.min(...(await quickestOfEach(tries, [work])))
