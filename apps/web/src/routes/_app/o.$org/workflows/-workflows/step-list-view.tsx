import { Button } from '@hub/ui/button'
import { IconButton } from '@hub/ui/icon-button'
import { Menu, MenuItem, MenuSeparator } from '@hub/ui/menu'
import { clsx } from 'clsx'
import { ArrowDown, ArrowUp, CornerDownRight, Ellipsis, Plus, Trash2 } from 'lucide-react'
import { useRef } from 'react'
import type { KeyboardEvent } from 'react'
import { useFocusKept } from '../../../../../components/use-focus-kept.ts'
import { addWords, lineOf, partsOf } from './flow-tree.ts'
import { TOP } from './flow.ts'
import type { Place, Step } from './flow.ts'
import { faultsAt, useFlowActs } from './flow-acts.ts'
import { START, startIcon, startLine, startTitle } from './start-words.ts'
import { StepBadge, lastState } from './step-badge.tsx'
import { kindOf } from './step-kinds.ts'
import { stepLine } from './step-line.ts'

/** The same workflow as a list in lists: everything the canvas can do. */
export function StepListView() {
  const { draft } = useFlowActs()
  const list = useRef<HTMLOListElement>(null)
  useFocusKept(list, draft)
  return (
    <div className="px-5 py-4 max-tablet:px-0">
      <ol ref={list} aria-label="Steps" className="flex flex-col gap-2">
        <li>
          <StartRow />
        </li>
        <Line place={TOP} />
      </ol>
    </div>
  )
}

const rowClass =
  'flex min-w-0 flex-1 cursor-pointer items-center gap-3 rounded-md border bg-raised px-3 py-2.5 text-left hover:border-line-strong-hover'

function StartRow() {
  const { draft, selected, select, faults } = useFlowActs()
  const names = draft.triggers.map(({ id }) => id)
  const isOpen = selected === START
  const Icon = startIcon(draft)
  return (
    <button
      type="button"
      data-step={START}
      aria-pressed={isOpen}
      onClick={() => select(START)}
      className={clsx(rowClass, 'w-full', isOpen ? 'border-accent ring-1 ring-accent' : 'border-line-strong')}
    >
      <span className="grid size-7 flex-none place-items-center rounded-sm bg-accent-tint text-accent-text">
        <Icon aria-hidden="true" />
      </span>
      <span className="min-w-0 flex-1">
        <span className="block truncate font-medium">{startTitle(draft)}</span>
        <span className="block truncate text-12 text-text-2">{startLine(draft)}</span>
      </span>
      <StepBadge
        state={undefined}
        faults={faults.filter(({ at }) => at !== null && names.includes(at)).length}
      />
    </button>
  )
}

function Line({ place }: { place: Place }) {
  const { draft, canWrite, add } = useFlowActs()
  const steps = lineOf(draft, place)
  return (
    <>
      {steps.map((step) => (
        <li key={step.id}>
          <StepRow step={step} />
          <Parts step={step} />
        </li>
      ))}
      {canWrite && (
        <li>
          <Button
            size="sm"
            variant="ghost"
            aria-label={addWords(draft, place, steps.at(-1))}
            onClick={() => add({ ...place, after: steps.at(-1)?.id ?? null })}
          >
            <Plus aria-hidden="true" />
            {steps.length === 0 ? 'Add a first step' : 'Add a step'}
          </Button>
        </li>
      )}
    </>
  )
}

function Parts({ step }: { step: Step }) {
  const { draft } = useFlowActs()
  const parts = partsOf(draft, step)
  if (parts.length === 0) return null
  return (
    <div
      className={clsx(
        'mt-2 ml-4 flex flex-col gap-3 border-l border-line-strong pl-4 max-tablet:ml-2 max-tablet:pl-2.5',
        step.type === 'for_each' && 'border-dashed',
      )}
    >
      {parts.map(({ branch, label }) => (
        <div key={branch}>
          <div className="mb-1.5 text-12 font-medium text-text-2">
            {step.type === 'for_each'
              ? `Repeats for each ${step.as.replaceAll('_', ' ')}`
              : `If ${label}`.replace(/^If (?!yes|no)/, 'Side ')}
          </div>
          <ol aria-label={`${step.title}: ${label}`} className="flex flex-col gap-2">
            <Line place={{ parent: step.id, branch }} />
          </ol>
        </div>
      ))}
    </div>
  )
}

function StepRow({ step }: { step: Step }) {
  const { selected, select, remove, canWrite, faults, lastRun, move, askMove, draft, procedures } =
    useFlowActs()
  const { icon: Icon } = kindOf(step.type)
  const isOpen = selected === step.id
  const onKeyDown = (event: KeyboardEvent) => {
    if (!canWrite) return
    if (event.key === 'Delete') remove(step)
    else if (event.key === 'm' && !event.ctrlKey && !event.metaKey && !event.altKey) askMove(step)
    else if (event.altKey && event.key === 'ArrowUp') move(step, -1)
    else if (event.altKey && event.key === 'ArrowDown') move(step, 1)
    else return
    event.preventDefault()
  }
  return (
    <div className="flex items-center gap-1.5">
      <button
        type="button"
        data-step={step.id}
        aria-pressed={isOpen}
        onClick={() => select(step.id)}
        onKeyDown={onKeyDown}
        className={clsx(rowClass, isOpen ? 'border-accent ring-1 ring-accent' : 'border-line-strong')}
      >
        <span className="grid size-7 flex-none place-items-center rounded-sm bg-neutral-tint text-text-2">
          <Icon aria-hidden="true" />
        </span>
        <span className="min-w-0 flex-1">
          <span className="block truncate font-medium">{step.title}</span>
          <span className="block truncate text-12 text-text-2">{stepLine(step, draft, procedures)}</span>
        </span>
        <StepBadge state={lastState(lastRun, step)} faults={faultsAt(faults, step.id).length} />
      </button>
      {canWrite && <StepMenu step={step} />}
    </div>
  )
}

/** What can be done with a step, beside opening it. */
export function StepMenu({ step }: { step: Step }) {
  const { add, move, askMove, remove } = useFlowActs()
  return (
    <Menu
      align="end"
      trigger={
        <IconButton size="sm" label={`More for ${step.title}`} tooltip={false}>
          <Ellipsis />
        </IconButton>
      }
    >
      <MenuItem
        icon={<Plus aria-hidden="true" />}
        onClick={() => add({ parent: step.parent, branch: step.branch, after: step.id })}
      >
        Add a step after it
      </MenuItem>
      <MenuItem icon={<ArrowUp aria-hidden="true" />} shortcut="Alt ↑" onClick={() => move(step, -1)}>
        Move up
      </MenuItem>
      <MenuItem icon={<ArrowDown aria-hidden="true" />} shortcut="Alt ↓" onClick={() => move(step, 1)}>
        Move down
      </MenuItem>
      <MenuItem icon={<CornerDownRight aria-hidden="true" />} shortcut="M" onClick={() => askMove(step)}>
        Move to…
      </MenuItem>
      <MenuSeparator />
      <MenuItem danger icon={<Trash2 aria-hidden="true" />} shortcut="Del" onClick={() => remove(step)}>
        Remove
      </MenuItem>
    </Menu>
  )
}
