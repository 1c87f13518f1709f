import { inSentence } from '@hub/api/schemas/shared/in-sentence'
import { labelOf } from '../../../../../components/field-label.ts'
import type { Definition } from './flow.ts'
import type { JsonSchema, RecordKind } from './procedures.ts'

export type Values = Extract<Definition['steps'][number], { type: 'act' }>['input']
type Value = Values[string]

export interface SchemaField {
  name: string
  label: string
  hint: string | undefined
  kind: 'line' | 'prose' | 'number' | 'flag' | 'choice' | 'json' | 'day'
  /** It holds the id of one of these, which people know by its name. */
  record?: RecordKind | undefined
  choices: readonly string[]
  isRequired: boolean
}

/** What the hub adds by itself. */
const OWN = new Set(['idempotencyKey', 'cursor'])
const PROSE_MAX = 500

/** The form that stands in a procedure's schema: first what must be filled in. */
export function schemaFields({ properties = {}, required = [] }: JsonSchema): SchemaField[] {
  const fields = Object.entries(properties).flatMap(([name, schema]) =>
    OWN.has(name)
      ? []
      : [
          {
            name,
            ...partsOf(schema),
            record: schema.record,
            label: fieldLabel(name, schema),
            isRequired: required.includes(name),
          },
        ],
  )
  return fields.toSorted((one, other) => Number(other.isRequired) - Number(one.isRequired))
}

/** A record is called by what it is there, not by its id: "Assignee", "Which task". */
function fieldLabel(name: string, { record }: JsonSchema): string {
  if (!record) return labelOf(name)
  return name === 'id' ? `Which ${inSentence(record.noun)}` : labelOf(name.replace(/Id$/, ''))
}

function partsOf(schema: JsonSchema): Pick<SchemaField, 'kind' | 'choices' | 'hint'> {
  const hint = schema.description
  const forms = [schema, ...(schema.anyOf ?? []), ...(schema.oneOf ?? [])].filter(
    ({ type }) => type !== 'null',
  )
  const choices = forms.flatMap((one) => one.enum ?? []).filter((one) => typeof one === 'string')
  const types = forms.flatMap(({ type }) => type ?? [])
  if (choices.length > 0) return { kind: 'choice', choices, hint }
  return { kind: kindOf(types, forms), choices: [], hint }
}

function kindOf(types: readonly string[], forms: readonly JsonSchema[]): SchemaField['kind'] {
  if (types.includes('array') || types.includes('object')) return 'json'
  if (types.includes('boolean')) return 'flag'
  if (types.includes('integer') || types.includes('number')) return 'number'
  if (forms.some(({ format }) => format === 'date')) return 'day'
  return forms.some(({ maxLength = 0 }) => maxLength > PROSE_MAX) ? 'prose' : 'line'
}

/** A value as it stands in its control. */
export const shownOf = (value: Value): string => {
  if (value === undefined || value === null) return ''
  return typeof value === 'string' ? value : JSON.stringify(value)
}

/** What stands in a control: as it was typed, as long as it means its value: "0." on the way to "0.05". */
export const standsIn = (field: Pick<SchemaField, 'kind'>, value: Value, typed: string): string =>
  shownOf(typedAs(field, typed)) === shownOf(value) ? typed : shownOf(value)

/** What was typed as the value it means; text with expressions stays text, nothing typed leaves the field out. */
export function typedAs({ kind }: Pick<SchemaField, 'kind'>, typed: string): Value {
  if (typed === '') return undefined
  if (typed.includes('{{')) return typed
  if (kind === 'number') return typed.trim() === '' || Number.isNaN(Number(typed)) ? typed : Number(typed)
  if (kind === 'flag') return typed === 'true'
  return kind === 'json' ? parsed(typed) : typed
}

function parsed(typed: string): Value {
  try {
    return JSON.parse(typed) as Value
  } catch {
    return typed
  }
}

/** These values with one of them changed. */
export function withValue(values: Values, name: string, value: Value): Values {
  const { [name]: _before, ...others } = values
  return value === undefined ? others : { ...others, [name]: value }
}
