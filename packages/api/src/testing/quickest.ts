/**
 * The time in milliseconds of the quickest of several tries: what the work itself takes, where the machine now and then has
 * other things to do.
 */
export async function quickest(tries: number, work: () => unknown): Promise<number> {
  const times: number[] = []
  for (let done = 0; done < tries; done += 1) {
    const begin = performance.now()
    await work()
    times.push(performance.now() - begin)
  }
  return Math.min(...times)
}
