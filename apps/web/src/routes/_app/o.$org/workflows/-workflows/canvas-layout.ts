import { addWords, branchLabel, lineOf, partsOf } from './flow-tree.ts'
import { TOP } from './flow.ts'
import type { Definition, Place, Step } from './flow.ts'
import { START } from './start-words.ts'

export const NODE = { width: 208, height: 66 } as const
const GAP_X = 48
export const GAP_Y = 60
const PAD = 20
const HEAD = 30
/** What a step can be added by stands there, after the last one of a line. */
const END = 44
/** What of that stands under a line keeps clear of the name of the branch below. */
const END_UNDER = 60
/** Under the last line of a frame. */
const FOOT = 28
/** Between what is passed and the wire that passes it. */
const VIA = 8

export interface Spot {
  id: string
  x: number
  y: number
}
export interface Wire {
  from: string
  to: string
  /** Where a step that is put on it goes. */
  place: Place & { after: string | null }
  label?: string | undefined
  /** It passes other branches on its way, so it goes along their left. */
  isRail?: boolean | undefined
  /** It leaves a branch that others stand under, so it goes down along their right: there. */
  via?: number | undefined
}
export interface Frame {
  id: string
  label: string
  x: number
  y: number
  width: number
  height: number
}
/** Where a line ends, and a step can be put after it. */
export interface LineEnd {
  id: string
  place: Place & { after: string | null }
  words: string
  /** Which branch begins there, while it has no step yet. */
  branch?: string | undefined
  x: number
  y: number
}
export interface Layout {
  spots: Spot[]
  wires: Wire[]
  frames: Frame[]
  ends: LineEnd[]
}

/** What leads on from the end of a line: from which steps, under which label. */
interface Open {
  from: string
  label?: string | undefined
  isRail?: boolean | undefined
  via?: number | undefined
}

interface Line {
  place: Place
  x: number
  y: number
  columns: number
  from: readonly Open[]
}

interface Laid {
  bottom: number
  right: number
  open: Open[]
}

/** How far a line has come. */
interface Cursor extends Laid {
  column: number
  top: number
  after: string | null
}

const stepX = NODE.width + GAP_X
const stepY = NODE.height + GAP_Y

/**
 * Where each step of a workflow stands: a line runs from left to right and wraps like text; what stands in a step comes
 * under it, a little to the right. Nobody drags boxes, so that every workflow reads alike.
 */
class Drawing {
  readonly layout: Layout = { spots: [], wires: [], frames: [], ends: [] }
  readonly #draft: Definition

  constructor(draft: Definition) {
    this.#draft = draft
  }

  whole(columns: number): void {
    this.layout.spots.push({ id: START, x: PAD, y: PAD })
    const from = [{ from: START }]
    if (columns === 1) this.#line({ place: TOP, x: PAD, y: PAD + stepY, columns, from })
    else this.#line({ place: TOP, x: PAD, y: PAD, columns, from }, 1)
  }

  #line({ place, x, y, columns, from }: Line, firstColumn = 0): Laid {
    const at: Cursor = { column: firstColumn, top: y, bottom: y, right: x, open: [...from], after: null }
    for (const step of lineOf(this.#draft, place)) {
      if (at.column >= columns) Object.assign(at, { column: 0, top: Math.max(at.bottom, at.top + stepY) })
      const spot = { id: step.id, x: x + at.column * stepX, y: at.top }
      this.layout.spots.push(spot)
      for (const one of at.open) this.#wire(one, step.id, { ...place, after: at.after })
      at.right = Math.max(at.right, spot.x + NODE.width)
      at.bottom = Math.max(at.bottom, at.top + stepY)
      const parts = this.#parts(step, { x, y: at.top, columns, column: at.column })
      if (parts) {
        const right = Math.max(at.right, parts.right)
        Object.assign(at, { ...parts, right, column: columns, top: parts.bottom - stepY })
      } else {
        at.open = step.type === 'stop' ? [] : [{ from: step.id }]
        at.column += 1
      }
      at.after = step.id
    }
    return this.#ended(place, at, x)
  }

  #ended(place: Place, { top, bottom, right, open, after }: Cursor, x: number): Laid {
    const last = this.#draft.steps.find(({ id }) => id === after)
    // What has steps in it, and a line without any, is gone on with underneath.
    const isUnder = last === undefined || partsOf(this.#draft, last).length > 0
    if (last?.type !== 'stop') this.#end(place, last, isUnder ? { x, y: bottom } : null)
    const room = isUnder ? { bottom: END_UNDER, right: 0 } : { bottom: 0, right: END }
    return {
      bottom: Math.max(bottom, last ? top + stepY : bottom) + room.bottom,
      right: right + room.right,
      open,
    }
  }

  #wire(open: Open, to: string, place: Wire['place']): void {
    this.layout.wires.push({ ...open, to, place })
  }

  /** Right of the last step, or under what stands in it. */
  #end(place: Place, last: Step | undefined, under: { x: number; y: number } | null): void {
    const spot = this.layout.spots.find(({ id }) => id === (last?.id ?? START))
    const beside = { x: (spot?.x ?? 0) + NODE.width + 10, y: (spot?.y ?? 0) + NODE.height / 2 - 14 }
    this.layout.ends.push({
      id: `+${place.parent ?? ''}/${place.branch}`,
      place: { ...place, after: last?.id ?? null },
      words: addWords(this.#draft, place, last),
      branch: last ? undefined : branchLabel(this.#draft, place),
      ...(place.parent === null && !last ? beside : (under ?? beside)),
    })
  }

  #parts(
    step: Step,
    { x, y, columns, column }: { x: number; y: number; columns: number; column: number },
  ): { open: Open[]; bottom: number; right: number } | null {
    const parts = partsOf(this.#draft, step)
    if (parts.length === 0) return null
    const inner = { x: x + PAD, columns: Math.max(1, columns - (x === PAD ? 0 : 1)) }
    let bottom = y + stepY
    let right = x + column * stepX + NODE.width
    let inside = 0
    const lines: Open[][] = []
    for (const [index, { branch, label }] of parts.entries()) {
      const isLoop = step.type === 'for_each'
      const name = isLoop ? undefined : label
      const place = { parent: step.id, branch }
      const isEmpty = lineOf(this.#draft, place).length === 0
      const top = bottom + (isLoop ? HEAD : 0)
      const laid = this.#line({
        place,
        ...inner,
        y: top,
        from: [{ from: step.id, label: name, isRail: index > 0 }],
      })
      if (isLoop) {
        const box = { x: x - PAD / 2, y: bottom - 4, width: Math.max(laid.right, x + stepX) - x + PAD * 1.5 }
        this.layout.frames.push({
          id: step.id,
          label: `Repeats for each ${step.as.replaceAll('_', ' ')}`,
          ...box,
          height: laid.bottom - bottom - GAP_Y + FOOT + 4,
        })
      }
      ;[bottom, right] = [laid.bottom + (isLoop ? FOOT - GAP_Y + 16 : 0), Math.max(right, laid.right)]
      inside = Math.max(inside, laid.right)
      lines.push(isEmpty && isLoop ? [{ from: step.id }] : laid.open)
    }
    const open = lines.flatMap((line, index) =>
      index === lines.length - 1 ? line : line.map((one) => aside(one, step.id, inside)),
    )
    return { open, bottom, right: right + (open.some(({ via }) => via !== undefined) ? VIA : 0) }
  }
}

/** What leads on from a branch with others under it passes them: an empty one on their left, any other on their right. */
const aside = (open: Open, holder: string, right: number): Open =>
  open.from === holder ? { ...open, isRail: true } : { ...open, via: Math.max(open.via ?? 0, right + VIA) }

/** Lays out a workflow for a place that is so wide. */
export function layoutOf(draft: Definition, width: number): Layout {
  const columns = Math.max(1, Math.floor((width - PAD - END + GAP_X) / stepX))
  const drawing = new Drawing(draft)
  drawing.whole(columns)
  return drawing.layout
}

export type Direction = 'ArrowLeft' | 'ArrowRight' | 'ArrowUp' | 'ArrowDown'

export const isDirection = (key: string): key is Direction =>
  key === 'ArrowLeft' || key === 'ArrowRight' || key === 'ArrowUp' || key === 'ArrowDown'

/** The nearest box that way; where there is none in the row, the one before or after as one reads. */
export function neighbor(spots: readonly Spot[], id: string, key: Direction): string | undefined {
  const at = spots.findIndex((spot) => spot.id === id)
  const here = spots[at]
  if (!here) return spots[0]?.id
  const isAcross = key === 'ArrowLeft' || key === 'ArrowRight'
  const sign = key === 'ArrowRight' || key === 'ArrowDown' ? 1 : -1
  const ways = spots.filter((spot) =>
    isAcross
      ? spot.y === here.y && (spot.x - here.x) * sign > 0
      : Math.abs(spot.y - here.y) > 1 && (spot.y - here.y) * sign > 0,
  )
  const far = ({ x, y }: Spot) => Math.abs(y - here.y) * 4 + Math.abs(x - here.x)
  const [nearest] = ways.toSorted((one, other) => far(one) - far(other))
  return nearest?.id ?? (isAcross ? spots[at + sign]?.id : undefined)
}
