const DAY_MS = 86_400_000

const dayOf = (day: string): number => Date.parse(`${day}T00:00Z`)

/** Nights between two days; below zero where the second comes first. */
export const daysBetween = (from: string, to: string): number =>
  Math.round((dayOf(to) - dayOf(from)) / DAY_MS)

/** 0 on Sundays. */
export const weekdayOf = (day: string): number => new Date(dayOf(day)).getUTCDay()

/** January to December north of the tropics: high summer and Christmas are dear. */
const northern = [0.88, 0.9, 0.95, 1.05, 1, 1.12, 1.28, 1.3, 1.05, 0.98, 0.86, 1.12]
const TROPIC = 15

/** How dear a month is at a latitude: half a year later in the south, and half as much near the equator. */
export function seasonOf(day: string, latitude: number): number {
  const month = new Date(dayOf(day)).getUTCMonth()
  const level = northern[latitude < -TROPIC ? (month + 6) % 12 : month] ?? 1
  return Math.abs(latitude) <= TROPIC ? 1 + (level - 1) / 2 : level
}

/** How dear it is to buy so many days ahead: points of a line. */
export type LeadCurve = readonly (readonly [days: number, level: number])[]

/** The level so many days ahead, along straight lines between the points. */
export function leadOf(days: number, curve: LeadCurve): number {
  const next = curve.findIndex(([from]) => from >= days)
  if (next <= 0) return (next === 0 ? curve[0] : curve.at(-1))?.[1] ?? 1
  const [[from, low], [to, high]] = [curve[next - 1] ?? [0, 1], curve[next] ?? [0, 1]]
  return low + ((high - low) * (days - from)) / Math.max(1, to - from)
}
