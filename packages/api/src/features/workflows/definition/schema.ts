import { z } from 'zod'
import { MemberId } from '../../../shared/ids.ts'
import { line, prose } from '../../../shared/text.ts'
import { TimeZone } from '../../../shared/time.ts'

/** Words of the expression language, which cannot be names in it. */
const reserved = new Set(
  'in true false null as break const continue else for function if import let loop package namespace return var void while'.split(
    ' ',
  ),
)

/** A name that expressions may use: `late_invoices`. */
export const StepId = z
  .string()
  .regex(/^[a-z][a-z0-9_]{0,39}$/, 'Use small letters, digits and _, beginning with a letter.')
  .refine(
    (name) => !reserved.has(name),
    'Expressions have a meaning of their own for this word. Choose another.',
  )

/** Text with expressions in double braces: "Hello {{ input.name }}". */
const template = (max: number) => z.string().max(max)
/** A bare expression of the Common Expression Language: `size(steps.find.items) > 0`. */
const Expression = z.string().trim().min(1).max(2_000)
const Values = z
  .record(z.string().max(80), z.unknown())
  .meta({ description: 'Values by name; text may hold expressions such as {{ steps.find.items }}' })

const Retry = z
  .strictObject({
    times: z.int().min(0).max(10),
    pauseSeconds: z.int().min(1).max(86_400).meta({ description: 'Doubles with each try' }),
  })
  .meta({ description: 'What to do when it fails for a reason that may pass' })

const base = {
  id: StepId,
  title: line(120),
  /** The step it stands in; null at the top. */
  parent: StepId.nullable().default(null),
  /** Which part of its parent: `then` or `otherwise` of a condition, a branch of `parallel`. */
  branch: z.string().max(40).default(''),
  retry: Retry.optional(),
  onError: z
    .enum(['stop', 'continue'])
    .default('stop')
    .meta({ description: 'continue: later steps see the error as its output' }),
}

const unit = z.enum(['seconds', 'minutes', 'hours', 'days', 'weeks', 'months'])
const span = { amount: z.int().min(1).max(1_000), unit }

/** One step. Steps stand in one list, in the order in which they run within their parent. */
export const Step = z.discriminatedUnion('type', [
  z
    .strictObject({ ...base, type: z.literal('act'), procedure: z.string().max(120), input: Values })
    .meta({ description: 'Calls any procedure of the hub, in the name of whoever published the workflow' }),
  z.strictObject({ ...base, type: z.literal('create_task'), input: Values }),
  z.strictObject({
    ...base,
    type: z.literal('update_record'),
    record: z.string().max(80).meta({ description: 'Which kind of record; workflows.language lists them' }),
    recordId: template(400),
    changes: Values,
  }),
  z.strictObject({
    ...base,
    type: z.literal('send_email'),
    to: template(2_000).meta({ description: 'One or more addresses, with commas' }),
    subject: template(400),
    text: template(20_000),
  }),
  z.strictObject({
    ...base,
    type: z.literal('call_api'),
    method: z.enum(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE']).default('GET'),
    url: template(2_000),
    headers: z.record(z.string().max(80), template(2_000)).default({}),
    body: z.unknown().optional(),
  }),
  z.strictObject({
    ...base,
    type: z.literal('llm_query'),
    question: template(20_000),
    answerAs: z.enum(['text', 'json']).default('text'),
  }),
  z
    .strictObject({ ...base, type: z.literal('conditional'), condition: Expression })
    .meta({ description: 'Its steps stand in the branches "then" and "otherwise"' }),
  z.strictObject({
    ...base,
    type: z.literal('delay'),
    for: z.strictObject(span).optional(),
    until: template(400)
      .optional()
      .meta({ description: 'An instant, or a day where the organization is, in the place of a span' }),
  }),
  z.strictObject({
    ...base,
    type: z.literal('approval'),
    question: template(4_000),
    deciders: z
      .array(MemberId)
      .max(20)
      .default([])
      .meta({ description: 'Who may decide; nobody named means everybody who decides on approvals' }),
    within: z.strictObject(span).default({ amount: 7, unit: 'days' }),
    onTimeout: z.enum(['fail', 'no']).default('no'),
    onNo: z.enum(['stop', 'continue']).default('stop'),
  }),
  z.strictObject({
    ...base,
    type: z.literal('wait_for_event'),
    topic: z.string().max(120),
    match: Expression.optional().meta({ description: 'Over `event`: `event.taskId == input.taskId`' }),
    within: z.strictObject(span).default({ amount: 7, unit: 'days' }),
    onTimeout: z.enum(['fail', 'continue']).default('fail'),
  }),
  z
    .strictObject({
      ...base,
      type: z.literal('for_each'),
      items: Expression,
      as: StepId.default('item'),
      atOnce: z.int().min(1).max(10).default(1),
    })
    .meta({
      description: 'Does its steps once for each item; one that fails or waits does not stop the others',
    }),
  z
    .strictObject({ ...base, type: z.literal('parallel') })
    .meta({ description: 'Its branches run side by side' }),
  z.strictObject({
    ...base,
    type: z.literal('stop'),
    outcome: z.enum(['done', 'failed']).default('done'),
    message: template(400).default(''),
  }),
])
export type Step = z.infer<typeof Step>
export type StepType = Step['type']
export type StepOf<Type extends StepType> = Extract<Step, { type: Type }>

/** One question of a form that anybody may fill in who has its link. */
export const FormField = z.strictObject({
  name: StepId,
  title: line(120),
  type: z.enum(['text', 'long_text', 'number', 'choice', 'date', 'email', 'yes_no']).default('text'),
  isRequired: z.boolean().default(true),
  choices: z.array(line(120)).max(50).default([]).meta({ description: 'Of a choice' }),
  maxLength: z.int().min(1).max(10_000).optional().meta({ description: 'Of a text' }),
})
export type FormField = z.infer<typeof FormField>

/** What people outside see of a form. */
export const Form = z.strictObject({
  title: line(120),
  intro: prose(2_000).default(''),
  thanks: prose(1_000).default('Thank you. It has arrived.'),
  fields: z.array(FormField).max(30).default([]),
})
export type Form = z.infer<typeof Form>

const trigger = { id: StepId }
export const Trigger = z.discriminatedUnion('type', [
  z.strictObject({
    ...trigger,
    type: z.literal('schedule'),
    cron: z
      .string()
      .max(100)
      .meta({ description: 'Five fields: minute hour day month weekday, `0 8 * * 1`' }),
    timeZone: TimeZone.optional().meta({ description: 'Default: the zone of the organization' }),
    missed: z
      .enum(['skip', 'once'])
      .default('skip')
      .meta({ description: 'once: runs one time for all that was missed while the hub was off' }),
  }),
  z.strictObject({
    ...trigger,
    type: z.literal('event'),
    topic: z.string().max(120),
    match: Expression.optional().meta({ description: 'Over `event`: `event.title.contains("urgent")`' }),
  }),
  z.strictObject({ ...trigger, type: z.literal('webhook') }),
  z
    .strictObject({ ...trigger, type: z.literal('form'), ...Form.shape })
    .meta({ description: 'A public page that anybody with its link may fill in; answers are in input.form' }),
])
export type Trigger = z.infer<typeof Trigger>

/** What is asked of whoever starts it by hand: a form. */
export const InputField = z.strictObject({
  name: StepId,
  title: line(80),
  type: z.enum(['text', 'number', 'yes_no', 'day', 'email']).default('text'),
  isRequired: z.boolean().default(true),
})
export type InputField = z.infer<typeof InputField>

export const MOST_STEPS = 200

/** What a workflow does. Nothing in it changes once it is published. */
export const Definition = z.strictObject({
  triggers: z.array(Trigger).max(20).default([]),
  fields: z.array(InputField).max(30).default([]),
  steps: z.array(Step).max(MOST_STEPS).default([]),
  note: prose(2_000).default(''),
})
export type Definition = z.infer<typeof Definition>
