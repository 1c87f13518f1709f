import { Check, ChevronDown, X } from 'lucide-react'
import { useState, type ReactNode } from 'react'
import { clsx } from 'clsx'

import { Spinner } from './spinner.tsx'

export interface Step {
  id: string
  /** "Found the customer" */
  label: string
  state: 'running' | 'done' | 'failed'
  /** Cost or time, already formatted. */
  detail?: string | undefined
}

export interface StepListProps {
  /** What was done in all: "Looked in Accounting". */
  summary: string
  steps: readonly Step[]
  /** How long it took: "1.8 s". */
  duration?: string | undefined
  running?: boolean | undefined
}

/** What the assistant did, folded into one line; open while it works, unless the person says otherwise. */
export function StepList({ summary, steps, duration, running = false }: StepListProps) {
  const [chosen, setChosen] = useState<boolean | null>(null)
  const open = chosen ?? running
  const done = steps.filter((step) => step.state !== 'running').length
  const failed = steps.length > 0 && steps.every((step) => step.state === 'failed')
  const count = running
    ? `${done} of ${steps.length} steps`
    : `${steps.length} ${steps.length === 1 ? 'step' : 'steps'}`
  return (
    <div className="overflow-hidden rounded-md border border-line text-13">
      <button
        type="button"
        aria-expanded={open}
        onClick={() => setChosen(!open)}
        className="flex w-full items-center gap-2.5 px-3 py-2 text-left text-text-2 focus-visible:-outline-offset-2"
      >
        <StepIcon state={running ? 'running' : failed ? 'failed' : 'done'} quiet />
        <span className={clsx('min-w-0 truncate', running && 'text-text')}>{summary}</span>
        <span className="flex-none text-text-3">{count}</span>
        <span className="ml-auto flex-none text-12 text-text-3 tabular-nums">{duration}</span>
        <ChevronDown
          aria-hidden="true"
          className={clsx('size-3.5 transition-transform duration-(--t-fast)', open && 'rotate-180')}
        />
      </button>
      {open && (
        <ol className="border-t border-line py-1">
          {steps.map((step) => (
            <li key={step.id} className="flex items-center gap-2.5 px-3 py-[5px] text-text-2">
              <StepIcon state={step.state} />
              <span className="min-w-0">{step.label}</span>
              {step.detail !== undefined && (
                <span className="ml-auto flex-none text-12 text-text-3 tabular-nums">{step.detail}</span>
              )}
            </li>
          ))}
        </ol>
      )}
    </div>
  )
}

function StepIcon({ state, quiet = false }: { state: Step['state']; quiet?: boolean }): ReactNode {
  if (state === 'running') return <Spinner className="text-accent-text" />
  const Icon = state === 'failed' ? X : Check
  return (
    <>
      <Icon
        aria-hidden="true"
        className={clsx(
          'size-3.5',
          !quiet && (state === 'failed' ? 'text-danger-text' : 'text-success-text'),
        )}
      />
      {state === 'failed' && <span className="sr-only">Failed:</span>}
    </>
  )
}
