/* What a chart of prices is drawn from. Amounts are numbers here, which a drawing may round and nothing else does. */

export interface Step {
  at: number
  /** Null where there is no price. */
  value: number | null
}

/** What a drawing spans, in pixels and in what they stand for. */
export interface Frame {
  left: number
  right: number
  top: number
  bottom: number
  from: number
  until: number
  low: number
  high: number
}

const round = (value: number): number => Math.round(value * 10) / 10

export const xOf = ({ left, right, from, until }: Frame, at: number): number =>
  round(left + (Math.min(Math.max(at, from), until) - from) * ((right - left) / Math.max(1, until - from)))

export const yOf = ({ top, bottom, low, high }: Frame, value: number): number =>
  round(top + ((high - value) / (high - low)) * (bottom - top))

/** A price holds until the next one, the last until now; the line is broken where there is none. */
export function stepPath(steps: readonly Step[], frame: Frame): string {
  const ends = steps.map((_, at) => xOf(frame, steps[at + 1]?.at ?? frame.until))
  return steps
    .map(({ at, value }, index) => {
      if (value === null) return ''
      const isJoined = (steps[index - 1]?.value ?? null) !== null
      const begin = isJoined ? `V${yOf(frame, value)}` : `M${xOf(frame, at)} ${yOf(frame, value)}`
      return `${begin}H${ends[index]}`
    })
    .join('')
}

const STEPS = [1, 2, 2.5, 5, 10]
const WISHED = 4

/** Three to six round amounts that hold all of them; prices do not begin at zero, or their changes would not be seen. */
export function priceTicks(values: readonly number[]): number[] {
  const [low, high] = [Math.min(...values), Math.max(...values)]
  if (!Number.isFinite(low)) return [0, 1]
  // A price that never changed lies in the middle of a little room.
  const range = high > low ? high - low : Math.max(high * 0.1, 0.1)
  const power = 10 ** Math.floor(Math.log10(range / WISHED))
  const step = power * (STEPS.find((factor) => factor * power >= range / WISHED) ?? 10)
  const first = Math.max(0, Math.floor((high > low ? low : low - range / 2) / step))
  const last = Math.ceil((high > low ? high : high + range / 2) / step)
  return Array.from({ length: Math.max(2, last - first + 1) }, (_, index) =>
    Number(((first + index) * step).toPrecision(12)),
  )
}

/** Room for a line of letters. */
const LINE_PX = 15

/** Moves labels apart that would stand over each other, and none of them below the lowest place. */
export function spread<Label extends { y: number }>(labels: readonly Label[], lowest: number): Label[] {
  const down: Label[] = []
  for (const label of labels.toSorted((one, other) => one.y - other.y)) {
    const before = down.at(-1)
    down.push({ ...label, y: before ? Math.max(label.y, before.y + LINE_PX) : label.y })
  }
  let limit = lowest
  const placed: Label[] = []
  for (const label of down.toReversed()) {
    const y = Math.min(label.y, limit)
    placed.unshift({ ...label, y })
    limit = y - LINE_PX
  }
  return placed
}
