import { Button } from '@hub/ui/button'
import { Credits } from '@hub/ui/credits'
import { ChevronDown } from 'lucide-react'
import { clsx } from 'clsx'
import { useState } from 'react'
import { useCan } from '../../../../../account.ts'
import { useTimeZone } from '../../../../../components/day-words.ts'
import type { RunWithSteps, Step, StepRun } from './flow.ts'
import { inReadingOrder } from './flow-tree.ts'
import { HOUR_MS, clockIn } from './run-clock.ts'
import { RunLink } from './run-link.tsx'
import { RunState } from './run-state.tsx'
import { isFree } from './run-step-words.ts'
import { Bars, barSteps, lengthOf, spanOf, spanOfRun } from './run-timeline.tsx'
import { isOver, tookWords, waitsForReader } from './run-words.ts'
import { kindOf } from './step-kinds.ts'
import { useStop } from './use-run.ts'

interface RunStripProps {
  run: RunWithSteps
  onEarlier: () => void
}

/** The last run under the canvas: when each step was at it, how long, and for how much. */
export function RunStrip({ run, onEarlier }: RunStripProps) {
  const now = Date.now()
  const timeZone = useTimeZone()
  const [isOpen, setOpen] = useState(true)
  const span = spanOfRun(run, now)
  const clock = clockIn(timeZone, span.end - span.begin)
  const ran = barSteps(run)
  const steps = inReadingOrder(run.definition).filter(
    ({ id, type }) => !HOLDS.has(type) && (ran.some(({ stepId }) => stepId === id) || !isOver(run)),
  )
  return (
    <section
      aria-label={`Run ${run.number}`}
      className="flex-none border-t border-line bg-sheet px-5 max-desk:hidden"
    >
      <StripHead run={run} isOpen={isOpen} onTurn={() => setOpen(!isOpen)} onEarlier={onEarlier} />
      {isOpen && (
        <div className="max-h-[228px] overflow-y-auto pb-2">
          <table aria-label={`Steps of run ${run.number}`} className="w-full text-13 tabular-nums">
            <thead>
              <tr className="text-12 text-text-2 [&>th]:py-1 [&>th]:font-medium">
                <th scope="col" className="w-[200px] text-left">
                  Step
                </th>
                <th scope="col">
                  <span className="flex justify-between font-normal">
                    <span>{clock(span.begin)}</span>
                    <span>{run.finishedAt === null ? 'now' : clock(span.end)}</span>
                  </span>
                </th>
                <th scope="col" className="w-[88px] text-right">
                  Took
                </th>
                <th scope="col" className="w-[76px] text-right">
                  Credits
                </th>
              </tr>
            </thead>
            <tbody>
              {steps.map((step) => (
                <StripRow
                  key={step.id}
                  step={step}
                  ran={ran.filter(({ stepId }) => stepId === step.id)}
                  span={{ ...span, now }}
                />
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  )
}

const HOLDS = new Set<Step['type']>(['conditional', 'for_each', 'parallel'])

interface StripHeadProps extends RunStripProps {
  isOpen: boolean
  onTurn: () => void
}

function StripHead({ run, isOpen, onTurn, onEarlier }: StripHeadProps) {
  const timeZone = useTimeZone()
  const canRun = useCan('workflow.run')
  const stop = useStop(run)
  const began = Date.parse(run.startedAt ?? run.createdAt)
  const started = clockIn(timeZone, Math.max(HOUR_MS, Date.now() - began))(began)
  return (
    <div className="flex min-h-12 flex-wrap items-center gap-x-3 py-1.5">
      <h2 className="font-semibold">
        <RunLink run={run}>Run {run.number}</RunLink>
      </h2>
      <RunState run={run} isAsked={waitsForReader(run)} />
      <span className="text-13 text-text-2">
        started {started}, <Credits unit micro={run.costMicro} /> {isOver(run) ? 'in all' : 'so far'}
      </span>
      <span className="ml-auto flex items-center gap-1">
        {canRun && !isOver(run) && !run.isBeingCanceled && (
          <Button
            size="sm"
            variant="danger-quiet"
            pending={stop.isPending}
            pendingLabel="Stopping"
            onClick={() => stop.mutate()}
          >
            Stop run
          </Button>
        )}
        <Button size="sm" variant="ghost" onClick={onEarlier}>
          Earlier runs
        </Button>
        <Button size="sm" variant="ghost" aria-expanded={isOpen} onClick={onTurn}>
          {isOpen ? 'Fold' : 'Unfold'}
          <ChevronDown aria-hidden="true" className={clsx(!isOpen && 'rotate-180')} />
        </Button>
      </span>
    </div>
  )
}

interface StripRowProps {
  step: Step
  ran: readonly StepRun[]
  span: { begin: number; end: number; now: number }
}

function StripRow({ step, ran, span }: StripRowProps) {
  const { icon: Icon } = kindOf(step.type)
  const took = lengthOf(ran.map((one) => spanOf(one, span.now)))
  const cost = ran.reduce((sum, { costMicro }) => sum + costMicro, 0)
  return (
    <tr className="border-t border-line [&>td]:py-[3px]">
      <td className="max-w-[200px]">
        <span className={clsx('flex items-center gap-2.5', ran.length === 0 && 'text-text-2')}>
          <Icon aria-hidden="true" className="size-3.5 flex-none text-text-3" />
          <span className="truncate">
            {step.title}
            {ran.length > 1 && `, ${ran.length} times`}
          </span>
        </span>
      </td>
      <td>
        {ran.length > 0 ? (
          <Bars steps={ran} {...span} className="h-2.5!" />
        ) : (
          <span className="block text-right text-12 text-text-2">not yet</span>
        )}
      </td>
      <td className="text-right text-text-2">{ran.length > 0 && tookWords(took)}</td>
      <td className="text-right text-text-2">
        {cost > 0 && <Credits micro={cost} />}
        {ran.length > 0 && ran.every(isFree) && 'free'}
      </td>
    </tr>
  )
}
