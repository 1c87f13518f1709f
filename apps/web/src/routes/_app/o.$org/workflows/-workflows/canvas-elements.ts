import { MarkerType, Position } from '@xyflow/react'
import type { Edge, Node } from '@xyflow/react'
import { NODE } from './canvas-layout.ts'
import type { Frame, Layout, LineEnd, Spot, Wire } from './canvas-layout.ts'
import { START } from './start-words.ts'

export type StepElement = Node<Record<string, never>, 'step'>
export type FrameElement = Node<Pick<Frame, 'label'>, 'frame'>
export type EndElement = Node<Pick<LineEnd, 'place' | 'words' | 'branch'>, 'end'>
export type WireElement = Edge<
  Pick<Wire, 'label' | 'place' | 'via'> & { isRail: boolean; between: readonly [string, string] },
  'wire'
>

const still = { draggable: false, selectable: false, focusable: false }

/** Of the round button; with words beside it an end is wider, which nothing goes by. */
const BUTTON = 28

const dot = { width: 0, height: 0 }
/** Where wires leave and reach a box. What is not said here is measured anew each time, and until then no wire is drawn. */
const ports: NonNullable<Node['handles']> = [
  { ...dot, id: 'left', type: 'target', position: Position.Left, x: 0, y: NODE.height / 2 },
  { ...dot, id: 'top', type: 'target', position: Position.Top, x: NODE.width / 2, y: 0 },
  { ...dot, id: 'right', type: 'source', position: Position.Right, x: NODE.width, y: NODE.height / 2 },
  { ...dot, id: 'bottom', type: 'source', position: Position.Bottom, x: NODE.width / 2, y: NODE.height },
]

/** The boxes, frames and ends of lines, as the library takes them. */
export function nodesOf(
  { spots, frames, ends }: Layout,
  canWrite: boolean,
): (StepElement | FrameElement | EndElement)[] {
  return [
    ...frames.map(({ id, label, x, y, width, height }) => ({
      ...still,
      id: `frame:${id}`,
      type: 'frame' as const,
      position: { x, y },
      width,
      height,
      handles: [],
      data: { label },
      zIndex: -1,
      // What stands in it is pressed, not the frame over it.
      style: { pointerEvents: 'none' as const },
    })),
    ...spots.map(({ id, x, y }) => ({
      ...still,
      id,
      type: 'step' as const,
      position: { x, y },
      ...NODE,
      handles: ports,
      data: {},
    })),
    ...(canWrite ? ends : []).map(({ id, x, y, place, words, branch }) => ({
      ...still,
      id,
      type: 'end' as const,
      position: { x, y },
      initialWidth: BUTTON,
      initialHeight: BUTTON,
      handles: [],
      data: { place, words, branch },
    })),
  ]
}

const isRightOf = (one: Spot | undefined, other: Spot | undefined): boolean =>
  one !== undefined && other !== undefined && one.y === other.y && other.x > one.x

export interface WireWords {
  /** The steps that the last run reached. */
  reached: ReadonlySet<string>
  titleOf: (id: string) => string
}

/** The wires; the way that the last run took is drawn in color. */
export function edgesOf({ wires, spots }: Layout, { reached, titleOf }: WireWords): WireElement[] {
  const byId = new Map(spots.map((spot) => [spot.id, spot]))
  const wasTravelled = ({ from, to }: Wire) => reached.has(to) && (from === START || reached.has(from))
  return wires.map((wire) => {
    const { from, to, label, place, isRail = false, via } = wire
    const isBeside = via === undefined && isRightOf(byId.get(from), byId.get(to))
    const isTravelled = wasTravelled(wire)
    const color = isTravelled ? 'var(--accent)' : 'var(--line-control)'
    return {
      // Two empty branches lead from the same step to the same one.
      id: `${from}>${to}:${label ?? ''}`,
      source: from,
      target: to,
      sourceHandle: isBeside ? 'right' : 'bottom',
      targetHandle: isBeside || isRail ? 'left' : 'top',
      type: 'wire',
      // Without it the library reads out the names that the program has for both.
      ariaLabel: `From ${titleOf(from)} to ${titleOf(to)}${label === undefined ? '' : `, ${label}`}`,
      // The way that the last run took lies on top.
      zIndex: isTravelled ? 0 : -1,
      style: { stroke: color, strokeWidth: isTravelled ? 2 : 1.5 },
      markerEnd: { type: MarkerType.Arrow, color, width: 16, height: 16 },
      data: { label, place, isRail: isRail && !isBeside, between: [from, to], via },
    }
  })
}
