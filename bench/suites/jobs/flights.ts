/** Does `work` so many times, a few at once as that many callers would. Answers how often a second. */
export async function inFlight(
  { times, atOnce }: { times: number; atOnce: number },
  work: (n: number) => Promise<unknown>,
): Promise<number> {
  const begin = performance.now()
  let next = 0
  const caller = async () => {
    while (next < times) {
      const n = next
      next += 1
      await work(n)
    }
  }
  await Promise.all(Array.from({ length: atOnce }, caller))
  return (times / (performance.now() - begin)) * 1_000
}

export interface JobRound {
  times: number
  atOnce: number
}

/** Counts what has ended, and says when that is all. */
export class Ends {
  #left = 0
  #end: () => void = () => undefined

  expect(count: number): Promise<void> {
    this.#left = count
    return new Promise((resolve) => {
      this.#end = resolve
    })
  }

  one(): void {
    this.#left -= 1
    if (this.#left === 0) this.#end()
  }
}
