import '@xyflow/react/dist/base.css'
import { IconButton } from '@hub/ui/icon-button'
import {
  Background,
  BackgroundVariant,
  Panel,
  ReactFlow,
  ReactFlowProvider,
  useReactFlow,
  useViewport,
} from '@xyflow/react'
import { Minus, Plus } from 'lucide-react'
import { useLayoutEffect, useMemo, useRef, useState } from 'react'
import type { KeyboardEvent } from 'react'
import { edgesOf, nodesOf } from './canvas-elements.ts'
import { isDirection, layoutOf, neighbor } from './canvas-layout.ts'
import type { Direction } from './canvas-layout.ts'
import { edgeTypes, nodeTypes } from './canvas-parts.tsx'
import { useFlowActs } from './flow-acts.ts'
import { TOP } from './flow.ts'
import type { Place, Step } from './flow.ts'
import { START, startTitle } from './start-words.ts'

/** A workflow as boxes and wires. Boxes stand where the drawing puts them; arrow keys go from one to the next. */
export function Canvas() {
  const box = useRef<HTMLDivElement>(null)
  const [width, setWidth] = useState<number | null>(null)
  useLayoutEffect(() => {
    const element = box.current
    if (!element) return undefined
    const observer = new ResizeObserver(() => setWidth(element.clientWidth))
    observer.observe(element)
    return () => observer.disconnect()
  }, [])
  return (
    <div ref={box} className="min-h-[280px] w-full flex-1 max-desk:min-h-[480px]">
      {width !== null && (
        <ReactFlowProvider>
          <Drawn width={width} />
        </ReactFlowProvider>
      )}
    </div>
  )
}

function Drawn({ width }: { width: number }) {
  const { draft, selected, select, remove, add, askMove, canWrite, lastRun } = useFlowActs()
  const layout = useMemo(() => layoutOf(draft, width), [draft, width])
  const part = useRef<HTMLDivElement>(null)
  const nodes = useMemo(() => nodesOf(layout, canWrite), [layout, canWrite])
  const edges = useMemo(() => {
    const titles = new Map(draft.steps.map(({ id, title }) => [id, title]))
    return edgesOf(layout, {
      reached: new Set(lastRun?.steps.map(({ stepId }) => stepId)),
      titleOf: (id) => titles.get(id) ?? startTitle(draft),
    })
  }, [layout, lastRun, draft])
  const onKeyDown = (event: KeyboardEvent) => {
    const id = event.target instanceof HTMLElement ? event.target.dataset['step'] : undefined
    if (id === undefined || event.altKey || event.ctrlKey || event.metaKey) return
    if (!(isDirection(event.key) ? go(id, event.key) : act(id, event.key))) return
    event.preventDefault()
    event.stopPropagation()
  }
  const go = (id: string, key: Direction): boolean => {
    const next = neighbor(layout.spots, id, key)
    if (next !== undefined) focusOn(part.current, next)
    return true
  }
  const act = (id: string, key: string): boolean => {
    const step = draft.steps.find((one) => one.id === id)
    if (key === 'Escape') select(null)
    else if (!canWrite) return false
    else if (key === '+') add({ ...placeOf(step), after: step?.id ?? null })
    else if (key === 'm' && step) askMove(step)
    else if (key === 'Delete' && step) {
      remove(step)
      focusOn(part.current, neighbor(layout.spots, id, 'ArrowLeft') ?? START)
    } else return false
    return true
  }
  return (
    <div ref={part} className="size-full" onKeyDown={onKeyDown}>
      <ReactFlow
        nodes={nodes}
        edges={edges}
        nodeTypes={nodeTypes}
        edgeTypes={edgeTypes}
        nodesDraggable={false}
        nodesConnectable={false}
        nodesFocusable={false}
        edgesFocusable={false}
        elementsSelectable={false}
        disableKeyboardA11y
        deleteKeyCode={null}
        panOnScroll
        zoomOnDoubleClick={false}
        minZoom={0.4}
        maxZoom={1.5}
        proOptions={{ hideAttribution: true }}
        onPaneClick={() => selected !== null && select(null)}
      >
        <Background variant={BackgroundVariant.Dots} gap={20} size={1.5} color="var(--line-strong)" />
        <Panel position="bottom-right">
          <Zoom />
        </Panel>
      </ReactFlow>
    </div>
  )
}

/** Where a step stands; the start stands before the first line. */
const placeOf = (step: Step | undefined): Place => (step ? { parent: step.parent, branch: step.branch } : TOP)

const focusOn = (part: HTMLElement | null, id: string): void =>
  part?.querySelector<HTMLElement>(`[data-step="${CSS.escape(id)}"]`)?.focus()

function Zoom() {
  const { zoomIn, zoomOut, setViewport } = useReactFlow()
  const { zoom } = useViewport()
  return (
    <div className="flex items-center rounded-md border border-line bg-raised p-0.5 shadow-1">
      <IconButton size="sm" label="Smaller" onClick={() => void zoomOut()}>
        <Minus />
      </IconButton>
      <button
        type="button"
        onClick={() => void setViewport({ x: 0, y: 0, zoom: 1 })}
        className="min-w-12 cursor-pointer rounded-xs text-13 text-text-2 tabular-nums hover:text-text"
      >
        {Math.round(zoom * 100)}%<span className="sr-only">, back to full size</span>
      </button>
      <IconButton size="sm" label="Larger" onClick={() => void zoomIn()}>
        <Plus />
      </IconButton>
    </div>
  )
}
