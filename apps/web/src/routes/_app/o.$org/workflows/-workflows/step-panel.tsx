import { Field } from '@hub/ui/field'
import { Input } from '@hub/ui/input'
import { Note } from '@hub/ui/note'
import { Select } from '@hub/ui/select'
import { useEffect, useRef } from 'react'
import type { KeyboardEvent } from 'react'
import { changed, inReadingOrder } from './flow-tree.ts'
import type { Step } from './flow.ts'
import { faultsAt, useFlowActs } from './flow-acts.ts'
import { PanelHead } from './panel-head.tsx'
import { StartPanel } from './start-panel.tsx'
import { RunLink } from './run-link.tsx'
import { START } from './start-words.ts'
import { StepForm } from './step-form.tsx'
import { kindOf } from './step-kinds.ts'
import { StepMenu } from './step-list-view.tsx'

/** What is open: how it starts, or a step. */
export function StepPanel() {
  const { selected } = useFlowActs()
  const part = useFocusInside()
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    // A list or dialog that is open over the panel takes the key for itself.
    const isOwn = event.target instanceof Node && event.currentTarget.contains(event.target)
    if (event.key !== 'Escape' || event.defaultPrevented || !isOwn || selected === null) return
    document.querySelector<HTMLElement>(`[data-step="${CSS.escape(selected)}"]`)?.focus()
  }
  return (
    <div ref={part} onKeyDown={onKeyDown}>
      <Opened />
    </div>
  )
}

const FIELDS = ['input', 'textarea', '[role="combobox"]'].map((field) => `${field}:enabled`).join(', ')

/** Brings the focus to the first field of what was opened by keys. Where the panel stands under the list, its head has it. */
function useFocusInside() {
  const { wished, selected } = useFlowActs()
  const part = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (wished === null || wished.id !== selected) return undefined
    if (matchMedia('(width < 60rem)').matches) return undefined
    // After a dialog that closes has given the focus back.
    const frame = requestAnimationFrame(() => {
      const { current } = part
      const first = current?.querySelector<HTMLElement>(FIELDS) ?? current?.querySelector('h2')
      first?.focus()
    })
    return () => cancelAnimationFrame(frame)
  }, [wished, selected])
  return part
}

function Opened() {
  const { draft, selected } = useFlowActs()
  if (selected === START) return <StartPanel />
  const step = draft.steps.find(({ id }) => id === selected)
  if (!step)
    return <p className="px-5 py-6 text-13 text-text-2">Choose a step to see and change what it does.</p>
  return <OneStep key={step.id} step={step} />
}

function OneStep({ step }: { step: Step }) {
  const { draft, faults, canWrite, change } = useFlowActs()
  const { icon: Icon, label } = kindOf(step.type)
  const order = inReadingOrder(draft)
  const set = (next: Step) => change((before) => changed(before, next))
  const own = faultsAt(faults, step.id)
  return (
    <>
      <PanelHead
        key={step.id}
        title={step.title}
        line={`Step ${order.indexOf(step) + 1} of ${order.length}, ${label.charAt(0).toLowerCase()}${label.slice(1)}`}
        icon={<Icon aria-hidden="true" />}
        menu={canWrite && <StepMenu step={step} />}
      />
      <div className="flex flex-col gap-4 px-5 pb-6">
        {own.length > 0 && (
          <Note
            tone="warning"
            title={own.length === 1 ? 'One thing to mend' : `${own.length} things to mend`}
          >
            <ul className="list-disc pl-4">
              {own.map(({ field, message }) => (
                <li key={`${field}${message}`}>{message}</li>
              ))}
            </ul>
          </Note>
        )}
        <fieldset disabled={!canWrite} className="flex flex-col gap-4">
          <Field label="Name" hint={`Others use what it gives as steps.${step.id}`}>
            <Input
              value={step.title}
              maxLength={120}
              onChange={({ target }) => set({ ...step, title: target.value })}
            />
          </Field>
          <StepForm step={step} onChange={set} />
          <OnError step={step} onChange={set} />
        </fieldset>
        <WaitingNow step={step} />
      </div>
    </>
  )
}

/** What the reader is asked at this step, in the last run. */
function WaitingNow({ step }: { step: Step }) {
  const { lastRun } = useFlowActs()
  const asked = (lastRun?.steps ?? []).filter(({ stepId, mayDecide }) => stepId === step.id && mayDecide)
  if (!lastRun || asked.length === 0) return null
  return (
    <section aria-label="Waiting now" className="-mx-5 flex flex-col gap-2 border-t border-line px-5 pt-4">
      <h3 className="text-13 font-semibold">Waiting now</h3>
      <ul className="divide-y divide-line rounded-lg border border-accent-line px-3.5 text-13">
        {asked.map(({ path, question }) => (
          <li key={path} className="py-2">
            <RunLink run={lastRun} path={path}>
              {question?.trim().split('\n')[0] ?? 'Look and decide'}
            </RunLink>
          </li>
        ))}
      </ul>
    </section>
  )
}

const CALLS = new Set<Step['type']>([
  'act',
  'create_task',
  'update_record',
  'send_email',
  'call_api',
  'llm_query',
])

/** What happens when it does not work; only of steps that do something. */
function OnError({ step, onChange }: { step: Step; onChange: (step: Step) => void }) {
  if (!CALLS.has(step.type)) return null
  const { retry: _retry, ...others } = step
  const times = step.retry?.times ?? 0
  return (
    <>
      <Field label="When it does not work">
        <Select
          options={[
            { value: 'stop', label: 'End the run as failed' },
            { value: 'continue', label: 'Go on to the next step' },
          ]}
          value={step.onError}
          onValueChange={(onError) => onChange({ ...step, onError })}
        />
      </Field>
      <Field label="Before that, try again">
        <Select
          options={[0, 1, 2, 3, 5, 10].map((count) => ({
            value: String(count),
            label: count === 0 ? 'Never' : count === 1 ? 'Once' : `${count} times`,
          }))}
          value={String(times)}
          onValueChange={(value) =>
            onChange(
              value === '0'
                ? (others as Step)
                : { ...step, retry: { times: Number(value), pauseSeconds: step.retry?.pauseSeconds ?? 30 } },
            )
          }
        />
      </Field>
    </>
  )
}
