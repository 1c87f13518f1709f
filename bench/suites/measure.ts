/** What one round of one variant gave: CPU, latencies, rates, in the units the suite chose. */
export type Sample<M extends string = string> = Record<M, number>

/** All rounds of each variant; the n-th samples of two variants were taken right after each other. */
export type Runs<V extends string, M extends string> = Record<V, Sample<M>[]>

export interface Spread {
  median: number
  least: number
  most: number
  rounds: number
}

/** Middle of the values; of an even number the mean of the two in the middle. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  const [low, high] = [sorted[Math.floor((sorted.length - 1) / 2)], sorted[Math.floor(sorted.length / 2)]]
  if (low === undefined || high === undefined) throw new Error('There is no median of no values.')
  return (low + high) / 2
}

/** The value that the share `p` (0.99) of all values does not exceed. Sorts a copy. */
export function percentile(values: readonly number[], p: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  const value = sorted[Math.max(0, Math.ceil(sorted.length * p) - 1)]
  if (value === undefined) throw new Error('There is no percentile of no values.')
  return value
}

export function spreadOf(values: readonly number[]): Spread {
  return {
    median: median(values),
    least: Math.min(...values),
    most: Math.max(...values),
    rounds: values.length,
  }
}

/**
 * Runs the variants in turn, A B A B …, so that noise of the machine meets all of them alike; each second
 * round in the other order, so that none always follows the same one. One more round before warms up and
 * does not count.
 */
export async function interleave<V extends string, M extends string>(
  variants: Record<V, () => Promise<Sample<M>>>,
  { rounds, say }: { rounds: number; say?: (line: string) => void },
): Promise<Runs<V, M>> {
  const names = Object.keys(variants) as V[] // Object.keys forgets that the keys are the record's
  const runs = Object.fromEntries(names.map((name) => [name, [] as Sample<M>[]])) as Runs<V, M> // one list a name
  for (let round = 0; round <= rounds; round += 1) {
    for (const name of round % 2 === 0 ? names : names.toReversed()) {
      const sample = await variants[name]()
      if (round > 0) runs[name].push(sample)
    }
    if (round > 0) say?.(`round ${round} of ${rounds}`)
  }
  return runs
}

/** One measure of one variant over its rounds. */
export function spread<V extends string, M extends string>(
  runs: Runs<V, M>,
  { of, by }: { of: V; by: M },
): Spread {
  return spreadOf(runs[of].map((sample) => sample[by]))
}

/** How many times `of` is `to`, round by round: noise that lasts longer than a round cancels out. */
export function ratio<V extends string, M extends string>(
  runs: Runs<V, M>,
  { of, to, by }: { of: V; to: V; by: M },
): Spread {
  const base = runs[to].map((sample) => sample[by])
  return spreadOf(runs[of].map((sample, round) => sample[by] / (base[round] ?? Number.NaN)))
}

/** "baseline 79.2 µs; 7 rounds, 1.21–1.33" for a figure's note. */
export function describeSpread({ least, most, rounds }: Spread, digits = 2): string {
  return `${rounds} rounds, ${least.toFixed(digits)}–${most.toFixed(digits)}`
}
