const TRIES = 5

const LONG = 8
/** Eight times the text takes eight times the time, and 64 times where every part is held against every other. */
const MOST = 24

const filled = (part: string, length: number): string =>
  part.repeat(Math.ceil(length / part.length)).slice(0, length)

/** The shortest of some tries, in milliseconds. */
function shortest(work: () => unknown): number {
  let least = Number.POSITIVE_INFINITY
  for (let run = 0; run < TRIES; run += 1) {
    const start = performance.now()
    work()
    least = Math.min(least, performance.now() - start)
  }
  return least
}

/** Whether a text of the same part again and again takes time as it grows, and not as its square. */
export function growsEvenly(part: string, read: (text: string) => unknown): boolean {
  const [short, long] = [filled(part, 1_000), filled(part, LONG * 1_000)]
  for (let run = 0; run < TRIES; run += 1) {
    const [ofShort, ofLong] = [shortest(() => read(short)), shortest(() => read(long))]
    if (ofLong < 1 || ofLong < MOST * ofShort) return true
  }
  return false
}
