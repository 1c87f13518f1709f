import { setTimeout as sleep } from 'node:timers/promises'

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

/** Tells when what was asked for last has begun. */
export class Begins {
  #begun: (at: number) => void = () => undefined

  one(): void {
    this.#begun(performance.now())
  }

  /** Milliseconds from asking to the beginning. */
  async after(ask: () => Promise<unknown>): Promise<number> {
    const asked = performance.now()
    const begun = new Promise<number>((resolve) => {
      this.#begun = resolve
    })
    await ask()
    return (await begun) - asked
  }
}

/** Long enough for a worker to have nothing to do, and never in step with its looks. */
const pauseMs = (n: number) => 100 + ((n * 37) % 200)

/** One thing after the other, with pauses. Answers how long each took to begin, in milliseconds. */
export async function idleStarts(
  times: number,
  { begins, ask }: { begins: Begins; ask: (n: number) => Promise<unknown> },
): Promise<number[]> {
  const waits: number[] = []
  for (let n = 0; n < times; n += 1) {
    await sleep(pauseMs(n))
    waits.push(await begins.after(() => ask(n)))
  }
  return waits
}
