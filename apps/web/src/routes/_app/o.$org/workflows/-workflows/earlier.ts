import { labelOf } from '../../../../../components/field-label.ts'
import { around, earlierThan } from './flow-tree.ts'
import type { Definition, Step, StepType } from './flow.ts'
import type { JsonSchema, Procedure } from './procedures.ts'

/** Something an expression can use, in words. */
export interface Source {
  label: string
  expression: string
}
export interface SourceGroup {
  label: string
  sources: readonly Source[]
}

const known: Partial<Record<StepType, readonly [label: string, name: string][]>> = {
  approval: [
    ['The decision, yes or no', 'decision'],
    ['The note', 'note'],
  ],
  llm_query: [['The answer', 'text']],
  call_api: [
    ['The answer', 'body'],
    ['The status, such as 200', 'status'],
  ],
  create_task: [
    ['The task’s id', 'id'],
    ['The task’s title', 'title'],
  ],
  send_email: [['Whom it went to', 'sentTo']],
  wait_for_event: [['What happened', 'event']],
  conditional: [['Whether it was yes', 'result']],
}

const MOST = 12

/** The fields that a procedure's answer has, first the count of a list. */
function outputsOf(path: string, { properties = {} }: JsonSchema): Source[] {
  return Object.entries(properties)
    .slice(0, MOST)
    .flatMap(([name, { type }]) => {
      const whole = { label: labelOf(name), expression: `${path}.${name}` }
      return type === 'array'
        ? [{ label: `How many ${labelOf(name).toLowerCase()}`, expression: `size(${path}.${name})` }, whole]
        : [whole]
    })
}

function ofStep(step: Step, procedures: readonly Procedure[]): Source[] {
  const path = `steps.${step.id}`
  const procedure = step.type === 'act' && procedures.find((one) => one.path === step.procedure)
  if (procedure) return outputsOf(path, procedure.output)
  const names = known[step.type] ?? []
  if (names.length === 0) return [{ label: 'All of it', expression: path }]
  return names.map(([label, name]) => ({ label, expression: `${path}.${name}` }))
}

function ofStart({ fields, triggers }: Definition): Source[] {
  const types = new Set(triggers.map(({ type }) => type))
  return [
    ...fields.map(({ name, title }) => ({ label: title, expression: `input.${name}` })),
    ...(types.has('event') ? [{ label: 'What happened', expression: 'input.event' }] : []),
    ...(types.has('webhook') ? [{ label: 'What the service sent', expression: 'input.body' }] : []),
    ...triggers.flatMap((one) =>
      one.type === 'form'
        ? one.fields.map(({ name, title }) => ({ label: title, expression: `input.form.${name}` }))
        : [],
    ),
    ...(types.has('schedule') ? [{ label: 'The planned time', expression: 'input.plannedAt' }] : []),
  ]
}

const always: SourceGroup = {
  label: 'Always',
  sources: [
    { label: 'The organization’s name', expression: 'org.name' },
    { label: 'The time now', expression: 'string(now)' },
    { label: 'The day today', expression: 'today' },
    { label: 'A week from today', expression: 'addDays(today, 7)' },
    { label: 'The number of the run', expression: 'string(run.number)' },
  ],
}

/** What this step can use, by where it comes from. */
export function sourcesFor(draft: Definition, step: Step, procedures: readonly Procedure[]): SourceGroup[] {
  const loops = around(draft, step).flatMap((one) =>
    one.type === 'for_each'
      ? [{ label: one.title, sources: [{ label: 'This item', expression: one.as }] }]
      : [],
  )
  const earlier = earlierThan(draft, step)
    .toReversed()
    .map((one) => ({ label: one.title, sources: ofStep(one, procedures) }))
  return [...loops, { label: 'How it started', sources: ofStart(draft) }, ...earlier, always].filter(
    ({ sources }) => sources.length > 0,
  )
}
