import { BaseEdge, EdgeLabelRenderer, Handle, Position, getSmoothStepPath } from '@xyflow/react'
import type { EdgeProps, NodeProps } from '@xyflow/react'
import { clsx } from 'clsx'
import { Plus } from 'lucide-react'
import type { ReactNode } from 'react'
import type { EndElement, FrameElement, StepElement, WireElement } from './canvas-elements.ts'
import { GAP_Y, NODE } from './canvas-layout.ts'
import { faultsAt, useFlowActs } from './flow-acts.ts'
import { START, startIcon, startLine, startTitle } from './start-words.ts'
import { StepBadge, lastState } from './step-badge.tsx'
import { kindOf } from './step-kinds.ts'
import { stepLine } from './step-line.ts'

const handle = '!size-0 !min-h-0 !min-w-0 !border-0 !bg-transparent'

function Box({ id, icon, title, line, badge }: BoxProps) {
  const { selected, select, enter } = useFlowActs()
  const isOpen = selected === id
  const isStart = id === START
  return (
    <>
      <Handle id="left" type="target" position={Position.Left} isConnectable={false} className={handle} />
      <Handle id="top" type="target" position={Position.Top} isConnectable={false} className={handle} />
      <button
        type="button"
        data-step={id}
        aria-pressed={isOpen}
        aria-keyshortcuts={isStart ? 'Enter +' : 'Enter + M Delete'}
        // A press of a key has no count of clicks.
        onClick={({ detail }) => (detail === 0 ? enter(id) : select(id))}
        className={clsx(
          'nodrag nopan pointer-events-auto relative flex h-[66px] w-[208px] cursor-pointer items-center gap-3 rounded-md border bg-raised px-3 text-left shadow-1 hover:border-line-strong-hover',
          isOpen ? 'border-accent ring-1 ring-accent' : 'border-line-strong',
        )}
      >
        <span
          className={clsx(
            'grid size-7 flex-none place-items-center rounded-sm',
            isStart || isOpen ? 'bg-accent-tint text-accent-text' : 'bg-neutral-tint text-text-2',
          )}
        >
          {icon}
        </span>
        <span className="min-w-0 flex-1">
          <span className="block truncate text-14 font-medium">{title}</span>
          <span className="block truncate text-12 text-text-2">{line}</span>
        </span>
        <span className="absolute -top-2 -right-2">{badge}</span>
      </button>
      <Handle id="right" type="source" position={Position.Right} isConnectable={false} className={handle} />
      <Handle id="bottom" type="source" position={Position.Bottom} isConnectable={false} className={handle} />
    </>
  )
}

interface BoxProps {
  id: string
  icon: ReactNode
  title: string
  line: string
  badge: ReactNode
}

function StepNode({ id }: NodeProps<StepElement>) {
  const { draft, faults, lastRun, procedures } = useFlowActs()
  const step = draft.steps.find((one) => one.id === id)
  if (!step) {
    const names = new Set([...draft.triggers.map((one) => one.id), ...draft.fields.map(({ name }) => name)])
    const StartIcon = startIcon(draft)
    const own = faults.filter(({ at }) => at !== null && names.has(at)).length
    return (
      <Box
        id={START}
        icon={<StartIcon aria-hidden="true" />}
        title={startTitle(draft)}
        line={startLine(draft)}
        badge={<StepBadge state={undefined} faults={own} />}
      />
    )
  }
  const { icon: Icon } = kindOf(step.type)
  return (
    <Box
      id={id}
      icon={<Icon aria-hidden="true" />}
      title={step.title}
      line={stepLine(step, draft, procedures)}
      badge={<StepBadge state={lastState(lastRun, step)} faults={faultsAt(faults, id).length} />}
    />
  )
}

const FrameNode = ({ data: { label } }: NodeProps<FrameElement>) => (
  <div className="pointer-events-none size-full rounded-lg border border-dashed border-line-control px-3 py-1.5 text-right text-12 font-medium text-text-2">
    {label}
  </div>
)

function EndNode({ data: { place, words, branch } }: NodeProps<EndElement>) {
  const { add } = useFlowActs()
  const button = <AddButton label={words} onClick={() => add(place)} />
  if (branch === undefined) return button
  return (
    <span className="flex items-center gap-2 text-12 whitespace-nowrap text-text-2">
      {button}
      {branch === 'yes' || branch === 'no' ? `if ${branch}` : branch}
    </span>
  )
}

const AddButton = ({ label, onClick }: { label: string; onClick: () => void }) => (
  <button
    type="button"
    aria-label={label}
    title={label}
    onClick={onClick}
    className="nodrag nopan pointer-events-auto grid size-7 cursor-pointer place-items-center rounded-full border border-line-strong bg-raised text-text-2 hover:border-accent hover:text-accent-text"
  >
    <Plus aria-hidden="true" />
  </button>
)

/** Left of a box, and of the frame that a loop before it has; right of the edge of the canvas. */
const RAIL = 14
/** Half of what is between two rows: there wires turn. */
const TURN = GAP_Y / 2
const ROUND = 10

type Point = readonly [x: number, y: number]

/** Straight lines from point to point, with round corners. */
function pathOf([start, ...points]: readonly [Point, ...Point[]]): string {
  const parts = [`M${start.join(' ')}`]
  for (const [index, [x, y]] of points.entries()) {
    const [fromX, fromY] = points[index - 1] ?? start
    const next = points[index + 1]
    if (!next) {
      parts.push(`L${x} ${y}`)
      continue
    }
    const toward = (to: Point, most: number): Point => {
      const far = Math.hypot(to[0] - x, to[1] - y)
      const share = Math.min(most, far / 2) / (far || 1)
      return [x + (to[0] - x) * share, y + (to[1] - y) * share]
    }
    const [before, after] = [toward([fromX, fromY], ROUND), toward(next, ROUND)]
    parts.push(`L${before.join(' ')}Q${x} ${y} ${after.join(' ')}`)
  }
  return parts.join('')
}

/** Past other branches: down along their left, or their right. */
function aroundPath({ sourceX, sourceY, targetX, targetY, data }: EdgeProps<WireElement>): string | null {
  const { isRail = false, via } = data ?? {}
  if (via !== undefined)
    return pathOf([
      [sourceX, sourceY],
      [sourceX, sourceY + TURN / 2],
      [via, sourceY + TURN / 2],
      [via, targetY - TURN],
      [targetX, targetY - TURN],
      [targetX, targetY],
    ])
  if (!isRail) return null
  const left = targetX - RAIL
  return pathOf([
    [sourceX, sourceY],
    [sourceX, sourceY + TURN],
    [left, sourceY + TURN],
    [left, targetY],
    [targetX, targetY],
  ])
}

function Wire(props: EdgeProps<WireElement>) {
  const { sourceX, sourceY, targetX, targetY, sourcePosition, targetPosition, markerEnd, style, data } = props
  const { add, canWrite, draft } = useFlowActs()
  const titleOf = (id: string) => draft.steps.find((step) => step.id === id)?.title ?? 'the start'
  if (data === undefined) return null
  const { label, place, between, isRail } = data
  const [smooth, x, y] = getSmoothStepPath({
    sourceX,
    sourceY,
    targetX,
    targetY,
    sourcePosition,
    targetPosition,
    borderRadius: ROUND,
  })
  const isDown = sourcePosition === Position.Bottom
  const path = aroundPath(props) ?? smooth
  const at = (dx: number, dy: number) => `translate(-50%,-50%) translate(${dx}px,${dy}px)`
  return (
    <>
      <BaseEdge path={path} {...(markerEnd !== undefined && { markerEnd })} {...(style && { style })} />
      <EdgeLabelRenderer>
        {label !== undefined && (
          <span
            // Beside a way down the left there is no room to its left.
            style={{
              transform: isRail
                ? `translate(-2px,-50%) translate(${targetX - RAIL}px,${targetY - NODE.height / 2 - 14}px)`
                : at(targetX, targetY - TURN),
            }}
            className="absolute rounded-full border border-line-strong bg-raised px-2 text-12 text-text"
          >
            {label}
          </span>
        )}
        {canWrite && (
          <span
            // The scale comes last: one of its own would shrink the way to its place too.
            style={{
              transform: `${at(isDown && !isRail ? targetX : x, isDown && !isRail ? targetY - 22 : y)} scale(0.75)`,
            }}
            className="absolute opacity-0 focus-within:opacity-100 hover:opacity-100"
          >
            <AddButton
              label={`Add a step between ${between.map(titleOf).join(' and ')}`}
              onClick={() => add(place)}
            />
          </span>
        )}
      </EdgeLabelRenderer>
    </>
  )
}

export const nodeTypes = { step: StepNode, frame: FrameNode, end: EndNode }
export const edgeTypes = { wire: Wire }
