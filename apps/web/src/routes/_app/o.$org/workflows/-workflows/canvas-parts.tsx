import { BaseEdge, EdgeLabelRenderer, Handle, Position, getSmoothStepPath } from '@xyflow/react'
import type { EdgeProps, NodeProps } from '@xyflow/react'
import { clsx } from 'clsx'
import { Play, Plus } from 'lucide-react'
import type { ReactNode } from 'react'
import type { Place } from './flow.ts'
import { faultsAt, useFlowActs } from './flow-acts.ts'
import { START, startLine, startTitle } from './start-words.ts'
import { StepBadge, lastState } from './step-badge.tsx'
import { kindOf, secondLine } from './step-kinds.ts'

type At = Place & { after: string | null }

const handle = '!size-0 !min-w-0 !border-0 !bg-transparent'

function Box({ id, icon, title, line, badge }: BoxProps) {
  const { selected, select } = useFlowActs()
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
        aria-keyshortcuts={isStart ? 'Enter +' : 'Enter + Delete'}
        onClick={() => select(id)}
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

function StepNode({ id }: NodeProps) {
  const { draft, faults, lastRun } = useFlowActs()
  const step = draft.steps.find((one) => one.id === id)
  if (!step) {
    const names = new Set([...draft.triggers.map((one) => one.id), ...draft.fields.map(({ name }) => name)])
    const own = faults.filter(({ at }) => at !== null && names.has(at)).length
    return (
      <Box
        id={START}
        icon={<Play aria-hidden="true" />}
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
      line={secondLine(step)}
      badge={<StepBadge state={lastState(lastRun, step)} faults={faultsAt(faults, id).length} />}
    />
  )
}

function FrameNode({ data }: NodeProps) {
  const { label, width, height } = data as { label: string; width: number; height: number }
  return (
    <div
      style={{ width, height }}
      className="pointer-events-none rounded-lg border border-dashed border-line-control px-3 py-1.5 text-right text-12 font-medium text-text-2"
    >
      {label}
    </div>
  )
}

function EndNode({ data }: NodeProps) {
  const { add } = useFlowActs()
  const { place, words } = data as { place: At; words: string }
  return <AddButton label={words} onClick={() => add(place)} />
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

/** Left of a box, and of the frame that a loop before it has. */
const RAIL = 16

interface WireData {
  label?: string
  place: At
  between: [string, string]
  isRail: boolean
}

function Wire(props: EdgeProps) {
  const { sourceX, sourceY, targetX, targetY, sourcePosition, targetPosition, markerEnd, style, data } = props
  const { add, canWrite } = useFlowActs()
  const { label, place, between, isRail } = data as unknown as WireData
  const [smooth, x, y] = getSmoothStepPath({
    sourceX,
    sourceY,
    targetX,
    targetY,
    sourcePosition,
    targetPosition,
    borderRadius: 10,
  })
  const isDown = sourcePosition === Position.Bottom
  const path = isRail ? `M${sourceX} ${sourceY}v27H${targetX - RAIL}V${targetY}H${targetX}` : smooth
  const at = (dx: number, dy: number) => `translate(-50%,-50%) translate(${dx}px,${dy}px)`
  return (
    <>
      <BaseEdge path={path} {...(markerEnd !== undefined && { markerEnd })} {...(style && { style })} />
      <EdgeLabelRenderer>
        {label !== undefined && (
          <span
            style={{
              transform: isRail ? at(targetX - RAIL, targetY - 22) : at(targetX, targetY - 28),
            }}
            className="absolute rounded-full border border-line-strong bg-raised px-2 text-12 text-text"
          >
            {label}
          </span>
        )}
        {canWrite && (
          <span
            style={{ transform: at(isDown && !isRail ? targetX : x, isDown && !isRail ? targetY - 22 : y) }}
            className="absolute scale-75 opacity-0 focus-within:opacity-100 hover:opacity-100"
          >
            <AddButton
              label={`Add a step between ${between.join(' and ').replace(START, 'the start')}`}
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
