import { Credits } from '@hub/ui/credits'
import { Spinner } from '@hub/ui/spinner'
import { clsx } from 'clsx'
import { Check, Clock, Minus, X } from 'lucide-react'
import type { ReactNode } from 'react'
import type { StepRun } from './flow.ts'
import type { Entry, Item, Ran } from './run-tree.ts'
import { tookOf, tookWords } from './run-words.ts'
import { secondLine } from './step-kinds.ts'

export interface RunStepsProps {
  entries: readonly Entry[]
  selected: string | null
  onSelect: (path: string) => void
  now: number
}

const looks = {
  done: { box: 'bg-success-tint text-success-text', icon: <Check aria-hidden="true" />, word: 'Done' },
  failed: { box: 'bg-danger-tint text-danger-text', icon: <X aria-hidden="true" />, word: 'Failed' },
  waiting: { box: 'bg-warning-tint text-warning-text', icon: <Clock aria-hidden="true" />, word: 'Waiting' },
  running: { box: 'bg-accent-tint text-accent-text', icon: <Spinner word={null} />, word: 'Running' },
  idle: { box: 'bg-neutral-tint text-text-3', icon: <Minus aria-hidden="true" />, word: 'Not yet' },
} as const satisfies Record<Item['state'], { box: string; icon: ReactNode; word: string }>

/** Each step with what became of it; what repeats in a frame, item by item. */
export function RunSteps(props: RunStepsProps) {
  return (
    <ol aria-label="Steps of this run" className="flex flex-col">
      {props.entries.map((entry) => (
        <EntryRow key={entry.path} entry={entry} {...props} />
      ))}
    </ol>
  )
}

function EntryRow({ entry, ...rest }: RunStepsProps & { entry: Entry }) {
  if (entry.kind === 'item') return <ItemRow item={entry} {...rest} />
  const isLoop = entry.step.type === 'for_each'
  return (
    <li>
      <StepButton ran={entry} {...rest} />
      {entry.inside.length > 0 && (
        <div
          className={clsx(
            isLoop
              ? 'my-1.5 rounded-lg border border-dashed border-line-control py-1'
              : 'ml-4 border-l border-line pl-2',
          )}
        >
          {isLoop && <p className="px-3 py-1 text-12 text-text-2">{loopWords(entry)}</p>}
          <RunSteps {...rest} entries={entry.inside} />
        </div>
      )}
    </li>
  )
}

function loopWords({ step, run, inside }: Ran): string {
  const name = step.type === 'for_each' ? step.as.replaceAll('_', ' ') : 'item'
  const all = Array.isArray(run?.input) ? run.input.length : inside.length
  return `For each ${name}, ${inside.length} of ${all} begun`
}

function ItemRow({ item, ...rest }: RunStepsProps & { item: Item }) {
  const { box, icon, word } = looks[item.state]
  return (
    <li className="border-t border-line px-1 first:border-t-0">
      {/* What is done is folded away; what presses is open. */}
      <details open={item.state !== 'done'}>
        <summary className="flex cursor-pointer items-center gap-2 rounded-sm px-2 py-2 font-medium hover:bg-hover">
          <span
            className={clsx('grid size-5 flex-none place-items-center rounded-full [&_.lucide]:size-3', box)}
          >
            {icon}
          </span>
          Item {item.number + 1}
          <span className="text-12 font-normal text-text-2">{word}</span>
        </summary>
        <div className="pl-3">
          <RunSteps {...rest} entries={item.inside} />
        </div>
      </details>
    </li>
  )
}

const firstLine = (text: string): string => text.split('\n')[0]?.slice(0, 160) ?? ''

function detailOf({ step, run }: Ran): string {
  if (!run) return secondLine(step)
  if (run.error !== null) return run.error.message
  if (run.question !== null) return firstLine(run.question)
  const output = run.output as { result?: unknown; decision?: unknown } | null
  if (step.type === 'conditional' && typeof output?.result === 'boolean')
    return output.result ? 'Yes, so it went on' : 'No'
  if (step.type === 'approval' && typeof output?.decision === 'string')
    return output.decision === 'yes' ? 'The answer was yes' : 'The answer was no'
  return secondLine(step)
}

function StepButton({ ran, selected, onSelect, now }: Omit<RunStepsProps, 'entries'> & { ran: Ran }) {
  const { path, step, run } = ran
  const { box, icon, word } = looks[run?.status ?? 'idle']
  const isOpen = selected === path
  const content = (
    <>
      <span
        className={clsx(
          'mt-0.5 grid size-5 flex-none place-items-center rounded-full [&_.lucide]:size-3',
          box,
        )}
      >
        {icon}
        <span className="sr-only">{word}: </span>
      </span>
      <span className="min-w-0 flex-1">
        <span className={clsx('block font-medium wrap-anywhere', !run && 'text-text-2')}>{step.title}</span>
        <span
          className={clsx('block text-12 wrap-anywhere', run?.error ? 'text-danger-text' : 'text-text-2')}
        >
          {detailOf(ran)}
        </span>
      </span>
      <Numbers run={run} now={now} />
    </>
  )
  const look = 'flex w-full items-start gap-3 rounded-sm px-3 py-1.5 text-left'
  if (!run) return <div className={look}>{content}</div>
  return (
    <button
      type="button"
      aria-pressed={isOpen}
      onClick={() => onSelect(path)}
      className={clsx(look, 'cursor-pointer', isOpen ? 'bg-accent-tint' : 'hover:bg-hover')}
    >
      {content}
    </button>
  )
}

function Numbers({ run, now }: { run: StepRun | undefined; now: number }) {
  return (
    <span className="flex flex-none gap-4 pt-0.5 text-12 text-text-2 tabular-nums">
      <span className="text-right">{run ? tookWords(tookOf(run, now)) : 'not yet'}</span>
      {run && (
        <span className="w-11 text-right max-tablet:hidden">
          {run.costMicro > 0 ? <Credits micro={run.costMicro} /> : 'free'}
        </span>
      )}
    </span>
  )
}
