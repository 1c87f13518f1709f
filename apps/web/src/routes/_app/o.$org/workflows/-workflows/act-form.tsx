import { Combobox } from '@hub/ui/combobox'
import { Field } from '@hub/ui/field'
import { Select } from '@hub/ui/select'
import { useQuery } from '@tanstack/react-query'
import { useTRPC } from '../../../../../trpc.ts'
import { useFlowActs } from './flow-acts.ts'
import { JsonField } from './json-field.tsx'
import type { JsonSchema, Procedure } from './procedures.ts'
import type { Values } from './schema-fields.ts'
import { SchemaForm } from './schema-form.tsx'
import { useStepField } from './step-field.ts'
import type { FormOf } from './step-field.ts'
import { TextField } from './text-field.tsx'

/** Any procedure of the hub, with the form that stands in its schema. */
export function ActForm({ step, onChange }: FormOf<'act'>) {
  const { procedures } = useFlowActs()
  const field = useStepField(step)
  const chosen = procedures.find(({ path }) => path === step.procedure)
  return (
    <>
      <Field label="What to do" hint={chosen?.description} error={field('procedure').error}>
        <Combobox
          required
          placeholder="Choose what to do"
          options={procedures.map(({ path, title, group }) => ({ value: path, label: title, group }))}
          value={
            step.procedure === '' ? null : { value: step.procedure, label: chosen?.title ?? step.procedure }
          }
          onValueChange={(next) => {
            if (next === null || next.value === step.procedure) return
            onChange({ ...step, procedure: next.value, input: {} })
          }}
        />
      </Field>
      <SchemaForm
        schema={chosen?.input ?? schemaOf(step.input)}
        values={step.input}
        moreOf={(name) => field(`input.${name}`)}
        onChange={(input) => onChange({ ...step, input })}
      />
    </>
  )
}

const CREATE_TASK = 'tasks.create'

/** The act is that of whichever module has tasks. */
export function CreateTaskForm({ step, onChange }: FormOf<'create_task'>) {
  const { procedures } = useFlowActs()
  const field = useStepField(step)
  const create = procedures.find(({ path }) => path.endsWith(`.${CREATE_TASK}`))
  return (
    <SchemaForm
      schema={create?.input ?? schemaOf({ title: '', ...step.input })}
      values={step.input}
      moreOf={(name) => field(`input.${name}`)}
      onChange={(input) => onChange({ ...step, input })}
    />
  )
}

/** The kinds of records that a step can change, each with the act that takes the changes. */
export function UpdateRecordForm({ step, onChange }: FormOf<'update_record'>) {
  const { procedures } = useFlowActs()
  const field = useStepField(step)
  const language = useQuery(useTRPC().workflows.language.queryOptions({}, { staleTime: 600_000 }))
  const kinds = language.data?.recordKinds ?? []
  const chosen = kinds.find(({ kind }) => kind === step.record)
  const act = procedures.find(({ path }) => path === chosen?.procedure)
  return (
    <>
      <Field label="Which kind of record" error={field('record').error}>
        <Select
          placeholder="Choose a kind"
          options={kinds.map(({ kind, noun }) => ({ value: kind, label: noun }))}
          value={step.record === '' ? null : step.record}
          onValueChange={(record) => onChange({ ...step, record, recordId: '', changes: {} })}
        />
      </Field>
      {act ? (
        <ChangesForm step={step} act={act} onChange={onChange} />
      ) : (
        step.record !== '' && language.isFetched && <UnknownRecord step={step} onChange={onChange} />
      )}
    </>
  )
}

/** Which record, and its fields as the act that changes it has them. */
function ChangesForm({ step, act, onChange }: FormOf<'update_record'> & { act: Procedure }) {
  const field = useStepField(step)
  const moreOf = (name: string) => field(`input.${name}`)
  const { id, version: _version, ...properties } = act.input.properties ?? {}
  return (
    <>
      <SchemaForm
        schema={{ properties: { id: { ...id } }, required: ['id'] }}
        values={{ id: step.recordId }}
        moreOf={moreOf}
        onChange={({ id: chosen }) =>
          onChange({ ...step, recordId: typeof chosen === 'string' ? chosen : '' })
        }
      />
      <SchemaForm
        // A change says what becomes different; what is left out stays as it is.
        schema={{ properties }}
        values={step.changes}
        moreOf={moreOf}
        onChange={(changes) => onChange({ ...step, changes })}
      />
    </>
  )
}

/** Of a kind that this hub does not know any more: what is written stays to be seen and taken along. */
function UnknownRecord({ step, onChange }: FormOf<'update_record'>) {
  const field = useStepField(step)
  return (
    <>
      <TextField
        label="Which one"
        hint="Its id, such as one from an earlier step."
        value={step.recordId}
        onChange={(recordId) => onChange({ ...step, recordId })}
        {...field('input.id')}
      />
      <JsonField
        label="What changes"
        hint='Values by name, such as {"title": "Call them"}'
        value={step.changes}
        error={field('changes').error}
        onChange={(changes) => onChange({ ...step, changes })}
      />
    </>
  )
}

/** Where the hub does not say which fields there are: those that are filled in. */
const schemaOf = (values: Values): JsonSchema => ({
  properties: Object.fromEntries(Object.keys(values).map((name) => [name, { type: 'string' }])),
})
