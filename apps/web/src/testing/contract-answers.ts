import { contract } from './contract.ts'
import type { Schema } from './contract.ts'
import type { Procedure } from './stand-in.ts'

/** Every permission that a procedure asks for. */
export const contractPermissions = [...new Set(Object.values(contract).map(({ permission }) => permission))]

const FORMATS: Record<string, (nth: number) => string> = {
  'date-time': (nth) => new Date(Date.UTC(2026, 10, 20, 9) - nth * DAY_MS).toISOString(),
  date: (nth) => new Date(Date.UTC(2026, 10, 20) - nth * DAY_MS).toISOString().slice(0, 10),
  email: (nth) => `maeve-${nth}@tideandfennel.example`,
  uuid: (nth) => `01a1f859-d525-702e-874d-${nth.toString(16).padStart(12, '0')}`,
}
const DAY_MS = 24 * 3600 * 1000
/** No two texts are alike: rows that a page tells apart by them would count as one. */
let texts = 0

const choicesOf = (schema: Schema): unknown[] => schema.enum ?? schema.anyOf ?? schema.oneOf ?? []

/** How many items show each value of an enum and each form of a union once; six show enough of the longest. */
function varietyOf({ items }: Schema): number {
  const below = Object.values(items?.properties ?? {}).map((property) => choicesOf(property).length)
  return Math.min(6, Math.max(2, items ? choicesOf(items).length : 0, ...below))
}

function textOf({ format = '', minLength = 0 }: Schema): string {
  texts += 1
  return FORMATS[format]?.(texts) ?? `Guji beans ${texts}`.padEnd(minLength, 'x')
}

/** A workflow, which the contract calls an object and no more: its whole schema is told by `workflows.language`. */
const workflow = {
  triggers: [{ id: 'monday', type: 'schedule', cron: '0 8 * * 1', missed: 'skip' }],
  fields: [{ name: 'customer', title: 'Customer', type: 'text', isRequired: true }],
  note: '',
  steps: [
    {
      id: 'any',
      type: 'conditional',
      title: 'Anybody late?',
      condition: 'input.customer != ""',
      parent: null,
      branch: '',
      onError: 'stop',
    },
    {
      id: 'mail',
      type: 'send_email',
      title: 'Remind them',
      to: 'jonah@tideandfennel.example',
      subject: 'Hello {{ input.customer }}',
      text: 'Good morning.',
      parent: 'any',
      branch: 'then',
      onError: 'stop',
    },
  ],
}

/** By the name of the property: what says less in the contract than pages read. */
const samples: Readonly<Record<string, unknown>> = {
  // A month is plain text to the contract, and pages count with it.
  month: '2026-11',
  // So are days and amounts of books.
  date: '2026-11-20',
  asOf: '2026-11-20',
  from: '2026-11-01',
  to: '2026-11-20',
  yearStart: '01-01',
  baseCurrency: 'EUR',
  ...Object.fromEntries(['amount', 'total', 'profit', 'result'].map((name) => [name, '1250.00'])),
  draft: workflow,
  definition: workflow,
}

type OfType = (schema: Schema, turn: number) => unknown

const objectOf: OfType = ({ properties = {} }, turn) =>
  Object.fromEntries(
    Object.entries(properties).map(([name, property]) => [
      name,
      sampleOf(name, property) ?? answerOf(property, turn),
    ]),
  )

/** A text takes the place of a text alone: elsewhere the same name is a count. */
const sampleOf = (name: string, { type }: Schema): unknown =>
  typeof samples[name] === 'string' && type !== 'string' ? undefined : samples[name]

const ofType: Record<string, OfType> = {
  null: () => null,
  string: textOf,
  integer: ({ minimum = 0 }, turn) => Math.max(minimum, turn + 1),
  number: ({ minimum = 0 }, turn) => Math.max(minimum, turn + 1),
  boolean: (_, turn) => turn % 2 === 0,
  array: (schema) =>
    Array.from({ length: varietyOf(schema) }, (_, index) => answerOf(schema.items ?? {}, index)),
  object: objectOf,
}

/** An answer of the schema's form; `turn` picks among the values of enums, the forms of unions and null. */
function answerOf(schema: Schema, turn: number): unknown {
  if (schema.const !== undefined) return schema.const
  if (schema.enum) return schema.enum[turn % schema.enum.length]
  const forms = schema.anyOf ?? schema.oneOf
  const form = forms?.[turn % forms.length]
  if (form) return answerOf(form, turn)
  const types = [schema.type ?? 'object'].flat()
  return (ofType[types[turn % types.length] ?? ''] ?? objectOf)(schema, turn)
}

/** Answers for every procedure of the hub, made from the contract alone. Lists have one page. */
export function contractAnswers(): Record<string, Procedure> {
  return Object.fromEntries(
    Object.entries(contract).map(([path, { output }]) => [
      path,
      () => {
        const answer = answerOf(output, 0)
        const isPage = typeof answer === 'object' && answer !== null && 'nextCursor' in answer
        return isPage ? { ...answer, nextCursor: null } : answer
      },
    ]),
  )
}
