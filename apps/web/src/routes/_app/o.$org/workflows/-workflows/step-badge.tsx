import { Check, Clock, Play, Square, TriangleAlert, X } from 'lucide-react'
import { clsx } from 'clsx'
import type { ReactNode } from 'react'
import type { RunWithSteps, Step, StepRun } from './flow.ts'

type State = StepRun['status']

const looks = {
  done: { tone: 'bg-success-solid', icon: Check, words: 'done in the last run' },
  failed: { tone: 'bg-danger-solid', icon: X, words: 'failed in the last run' },
  waiting: { tone: 'bg-warning-solid', icon: Clock, words: 'waits now' },
  running: { tone: 'bg-accent', icon: Play, words: 'runs now' },
  stopped: { tone: 'bg-text-3', icon: Square, words: 'stopped in the last run' },
} as const

const weight: Record<State, number> = { done: 0, stopped: 1, running: 2, waiting: 3, failed: 4 }

/** Of all times that a step ran, what presses most. */
export function lastState(run: RunWithSteps | undefined, step: Pick<Step, 'id'>): State | undefined {
  const states = (run?.steps ?? []).filter(({ stepId }) => stepId === step.id).map(({ status }) => status)
  const [state] = states.toSorted((one, other) => weight[other] - weight[one])
  // What holds steps is begun and not ended while they wait.
  return state === 'running' && run?.status === 'waiting' ? 'waiting' : state
}

export interface StepBadgeProps {
  state: State | undefined
  faults: number
  className?: string | undefined
}

/** What became of a step in the last run; before that, whether something is wrong with it. */
export function StepBadge({ state, faults, className }: StepBadgeProps) {
  if (faults > 0)
    return (
      <Dot
        tone="bg-warning-solid"
        className={className}
        words={`, ${faults === 1 ? '1 thing' : `${faults} things`} to mend`}
      >
        <TriangleAlert aria-hidden="true" />
      </Dot>
    )
  if (state === undefined) return null
  const { tone, icon: Icon, words } = looks[state]
  return (
    <Dot tone={tone} className={className} words={`, ${words}`}>
      <Icon aria-hidden="true" />
    </Dot>
  )
}

interface DotProps {
  tone: string
  words: string
  className: string | undefined
  children: ReactNode
}

const Dot = ({ tone, words, className, children }: DotProps) => (
  <span
    className={clsx(
      'grid size-[18px] flex-none place-items-center rounded-full text-sheet [&_.lucide]:size-3 [&_.lucide]:stroke-[2.25]',
      tone,
      className,
    )}
  >
    {children}
    <span className="sr-only">{words}</span>
  </span>
)
