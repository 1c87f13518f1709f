import { Credits } from '@hub/ui/credits'
import { Spinner } from '@hub/ui/spinner'
import { Status } from '@hub/ui/status'
import { clsx } from 'clsx'
import { Check, ChevronRight, Clock, Minus, Play, Square, X } from 'lucide-react'
import type { ReactNode } from 'react'
import type { RunWithSteps, StepRun } from './flow.ts'
import { costOf, shownState } from './run-tree.ts'
import type { Entry, Item, Ran } from './run-tree.ts'
import { detailOf, isFree } from './run-step-words.ts'
import { isOver, tookOf, tookWords } from './run-words.ts'

export interface RunStepsProps {
  entries: readonly Entry[]
  run: Pick<RunWithSteps, 'definition' | 'status'>
  selected: string | null
  onSelect: (path: string) => void
  now: number
}

/** The ring stands still where nothing may move; a sign stands there then. */
const turning = (
  <>
    <Spinner word={null} />
    <Play aria-hidden="true" className="motion-safe:hidden" />
  </>
)

export const stepLooks = {
  done: { box: 'bg-success-tint text-success-text', icon: <Check aria-hidden="true" />, word: 'Done' },
  failed: { box: 'bg-danger-tint text-danger-text', icon: <X aria-hidden="true" />, word: 'Failed' },
  waiting: { box: 'bg-warning-tint text-warning-text', icon: <Clock aria-hidden="true" />, word: 'Waiting' },
  running: { box: 'bg-accent text-on-accent', icon: turning, word: 'Running' },
  stopped: { box: 'bg-neutral-tint text-text-3', icon: <Square aria-hidden="true" />, word: 'Stopped' },
  idle: { box: 'bg-neutral-tint text-text-3', icon: <Minus aria-hidden="true" />, word: 'Not yet' },
} as const satisfies Record<Item['state'], { box: string; icon: ReactNode; word: string }>

export const stepTones = {
  done: 'success',
  failed: 'danger',
  waiting: 'warning',
  running: 'accent',
  stopped: 'neutral',
  idle: 'neutral',
} as const satisfies Record<Item['state'], string>

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
    <li className="group/step relative">
      <StepButton ran={entry} {...rest} />
      {entry.inside.length > 0 && (
        <div
          className={clsx(
            isLoop
              ? 'my-1.5 overflow-clip rounded-lg border border-dashed border-line-control bg-sheet'
              : 'relative ml-4 border-l border-line pl-2 max-tablet:ml-2 max-tablet:pl-1',
          )}
        >
          {isLoop && <p className="px-3 py-1.5 text-12 text-text-2">{loopWords(entry)}</p>}
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
  const { state, number, name, inside } = item
  const cost = costOf(inside)
  return (
    <li className="border-t border-line">
      {/* What is done is folded away; what presses is open. */}
      <details open={state !== 'done'} className="group/item">
        <summary className="flex cursor-pointer items-center gap-2.5 px-3 py-2 hover:bg-hover">
          <ChevronRight
            aria-hidden="true"
            className="flex-none text-text-3 transition-transform group-open/item:rotate-90"
          />
          <span className="min-w-0 font-medium wrap-anywhere">{name ?? `Item ${number + 1}`}</span>
          <Status tone={stepTones[state]} className="flex-none">
            {stepLooks[state].word}
          </Status>
          {cost > 0 && (
            <span className="ml-auto text-12 text-text-2 tabular-nums max-tablet:hidden">
              <Credits micro={cost} />
            </span>
          )}
        </summary>
        <div className="pb-1.5">
          <RunSteps {...rest} entries={inside} />
        </div>
      </details>
    </li>
  )
}

const detailTone = ({ run }: Ran): string => {
  if (run?.status === 'failed') return 'text-danger-text'
  return run?.error ? 'text-warning-text' : 'text-text-2'
}

type StepButtonProps = Omit<RunStepsProps, 'entries'> & { ran: Ran }

function StepButton({ ran, run: whole, selected, onSelect, now }: StepButtonProps) {
  const { path, step, run } = ran
  const { box, icon, word } = stepLooks[shownState(ran)]
  const isOpen = selected === path
  const undone = isOver(whole) ? 'not done' : 'not yet'
  const content = (
    <>
      <StepDot box={box}>
        {icon}
        <span className="sr-only">{run ? word : undone}: </span>
      </StepDot>
      <span className="min-w-0 flex-1">
        <span className={clsx('block wrap-anywhere', run ? 'font-medium' : 'text-text-2')}>{step.title}</span>
        <span className={clsx('line-clamp-2 text-13 wrap-anywhere', detailTone(ran))}>
          {detailOf(ran, whole.definition)}
        </span>
      </span>
      <Numbers run={run} undone={undone} now={now} />
    </>
  )
  if (!run) return <div className={rowLook}>{content}</div>
  return (
    <button
      type="button"
      aria-pressed={isOpen}
      onClick={() => onSelect(path)}
      className={clsx(rowLook, 'cursor-pointer', isOpen ? 'bg-selected' : 'hover:bg-hover')}
    >
      {content}
    </button>
  )
}

export const rowLook = 'relative flex w-full items-start gap-3 rounded-sm px-3 py-1.5 text-left'

/** A state as a dot, and the line that leads from it to the next one. */
export const StepDot = ({ box, children }: { box: string; children: ReactNode }) => (
  <>
    <span
      aria-hidden="true"
      className="absolute top-[30px] -bottom-1.5 left-[21.5px] w-px bg-line-strong group-last/step:hidden"
    />
    <span
      className={clsx(
        'relative mt-0.5 grid size-5 flex-none place-items-center rounded-full [&_.lucide]:size-3 [&_.spin]:size-3',
        box,
      )}
    >
      {children}
    </span>
  </>
)

export const numberColumns = 'flex flex-none gap-2 pt-0.5 text-12 text-text-2 tabular-nums'

interface NumbersProps {
  run: StepRun | undefined
  undone: string
  now: number
}

function Numbers({ run, undone, now }: NumbersProps) {
  return (
    <span className={numberColumns}>
      <span className="w-[76px] text-right whitespace-nowrap">
        {run ? tookWords(tookOf(run, now)) : undone}
      </span>
      <span className="w-14 text-right max-tablet:hidden">
        {run !== undefined && run.costMicro > 0 && <Credits micro={run.costMicro} />}
        {run !== undefined && isFree(run) && 'free'}
      </span>
    </span>
  )
}
