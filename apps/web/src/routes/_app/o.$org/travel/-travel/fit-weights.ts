import type { TripCards } from './travel-types.ts'

export type FitWeights = TripCards['weights']
type Part = keyof FitWeights

/** How much a part counts, held against what it usually does. */
const factors = { none: 0, little: 0.5, usual: 1, much: 2 } as const
export type Level = keyof typeof factors

/** What each part counts where nobody said otherwise; they add up to 100. */
const usual: FitWeights = { price: 30, time: 25, hours: 10, stay: 20, wishes: 15 }
const parts = Object.keys(usual) as Part[]

export const levelChoices: readonly { value: Level; label: string }[] = [
  { value: 'none', label: 'Does not count' },
  { value: 'little', label: 'Counts little' },
  { value: 'usual', label: 'As usual' },
  { value: 'much', label: 'Counts much' },
]

export type Levels = Readonly<Record<Part, Level>>

const each = <R>(of: (part: Part) => R): Record<Part, R> =>
  Object.fromEntries(parts.map((part) => [part, of(part)])) as Record<Part, R> // every part is in it

/** Weights that add up to 100; null where nothing counts. */
export function weightsOf(levels: Levels): FitWeights | null {
  const raw = each((part) => usual[part] * factors[levels[part]])
  const sum = parts.reduce((total, part) => total + raw[part], 0)
  if (sum === 0) return null
  const exact = each((part) => (raw[part] * 100) / sum)
  const whole = each((part) => Math.floor(exact[part]))
  const left = 100 - parts.reduce((total, part) => total + whole[part], 0)
  const rest = (part: Part) => exact[part] - whole[part]
  const first = new Set(parts.toSorted((one, other) => rest(other) - rest(one)).slice(0, left))
  return each((part) => whole[part] + Number(first.has(part)))
}

const levelNear = (factor: number): Level => {
  if (factor === 0) return 'none'
  if (factor < 0.75) return 'little'
  return factor < 1.5 ? 'usual' : 'much'
}

/** The levels that weights like these come from: only how they stand to each other counts. */
export function levelsOf(weights: FitWeights): Levels {
  const factor = each((part) => weights[part] / usual[part])
  const counting = parts.map((part) => factor[part]).filter((one) => one > 0)
  const middle = counting.toSorted((one, other) => one - other)[Math.floor((counting.length - 1) / 2)] ?? 1
  return each((part) => levelNear(factor[part] / middle))
}
