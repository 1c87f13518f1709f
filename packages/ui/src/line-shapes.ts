export interface Point {
  x: number
  y: number
}

type Spot = Point | null

/**
 * At most so many points that each pixel column keeps its highest and its lowest: ten thousand values draw the same line
 * as they would all together.
 */
export function thinned(points: readonly Spot[], width: number): Spot[] {
  if (points.length <= width * 2) return [...points]
  const columns = new Map<number, Spot[]>()
  for (const [index, point] of points.entries()) {
    const column = Math.floor((index / points.length) * width)
    const kept = columns.get(column)
    if (kept === undefined) columns.set(column, [point])
    else columns.set(column, extremes([...kept, point]))
  }
  return [...columns.values()].flat()
}

/** The highest and the lowest, in the order in which they come; a gap stays one. */
function extremes(points: readonly Spot[]): Spot[] {
  const known = points.filter((point) => point !== null)
  if (known.length < points.length) return [...known.slice(0, 1), null]
  const ys = known.map(({ y }) => y)
  const [high, low] = [Math.min(...ys), Math.max(...ys)]
  const ends = [ys.indexOf(high), ys.indexOf(low)].toSorted((one, other) => one - other)
  return known.filter((_, index) => ends.includes(index))
}

/** The path of a line, broken at gaps; with a floor each piece is closed down to it. */
export function linePath(points: readonly Spot[], floor?: number): string {
  const pieces: Point[][] = [[]]
  for (const point of points) {
    if (point === null) pieces.push([])
    else pieces.at(-1)?.push(point)
  }
  return pieces.map((piece) => pathOf(piece, floor)).join('')
}

function pathOf(piece: readonly Point[], floor: number | undefined): string {
  const [first] = piece
  const last = piece.at(-1)
  if (first === undefined || last === undefined) return ''
  const line = piece.map(({ x, y }, index) => `${index === 0 ? 'M' : 'L'}${x} ${y}`).join('')
  // One value alone is a dot, drawn as a line of no length.
  if (floor === undefined) return piece.length === 1 ? `${line}h0.1` : line
  return `${line}L${last.x} ${floor}L${first.x} ${floor}Z`
}

const LINE_PX = 15

/** Moves labels that would stand over each other apart, keeping their order. */
export function directLabels<Label extends { y: number }>(labels: readonly Label[]): Label[] {
  const placed: Label[] = []
  for (const label of labels.toSorted((one, other) => one.y - other.y)) {
    const before = placed.at(-1)
    placed.push({ ...label, y: before === undefined ? label.y : Math.max(label.y, before.y + LINE_PX) })
  }
  return placed
}
