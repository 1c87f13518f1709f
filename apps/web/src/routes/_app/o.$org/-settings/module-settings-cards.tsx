import type { AppRouter } from '@hub/api'
import { Button } from '@hub/ui/button'
import { Card } from '@hub/ui/card'
import { Checkbox } from '@hub/ui/checkbox'
import { Properties, Property } from '@hub/ui/drawer'
import { Field } from '@hub/ui/field'
import { Input } from '@hub/ui/input'
import { NativeSelect } from '@hub/ui/native-select'
import { Note } from '@hub/ui/note'
import { NumberInput } from '@hub/ui/number-input'
import { showToast } from '@hub/ui/toast'
import { useMutation, useQuery } from '@tanstack/react-query'
import type { inferRouterOutputs } from '@trpc/server'
import { useHub } from '../../../../account.ts'
import { useDraftName } from '../../../../components/draft.ts'
import { sendEdits } from '../../../../components/edit-form.ts'
import { useEdits } from '../../../../components/edits.ts'
import { FormEdits } from '../../../../components/form-edits.tsx'
import { toFailure } from '../../../../failure.ts'
import { newKey } from '../../../../idempotency.ts'

type SettingsOfModules = inferRouterOutputs<AppRouter>['organizations']['moduleSettings']['get']
type SettingsOfModule = SettingsOfModules['modules'][number]
type Setting = SettingsOfModule['settings'][number]

/** A card for each module that has settings; what its fields are, the module says. */
export function ModuleSettingsCards() {
  const { trpc } = useHub()
  const { data } = useQuery(trpc.organizations.moduleSettings.get.queryOptions({}))
  return data?.modules.map((module) => (
    <Card key={module.module} title={module.title}>
      {module.mayChange ? <SettingsForm module={module} /> : <SettingsView module={module} />}
    </Card>
  ))
}

const words = ({ kind, options }: Setting, value: unknown): string => {
  if (kind === 'toggle') return value === true ? 'Yes' : 'No'
  return options.find((option) => option.value === value)?.label ?? String(value)
}

const SettingsView = ({ module: { settings } }: { module: SettingsOfModule }) => (
  <Properties>
    {settings.map((setting) => (
      <Property key={setting.name} name={setting.title}>
        {words(setting, setting.value)}
      </Property>
    ))}
  </Properties>
)

type Typed = Record<string, string | boolean>

/** Numbers are texts while they are typed. */
const typedOf = ({ settings }: SettingsOfModule): Typed =>
  Object.fromEntries(
    settings.map(({ name, value }) => [name, typeof value === 'number' ? String(value) : value]),
  )

const valueOf = ({ kind }: Setting, typed: string | boolean | undefined) =>
  kind === 'number' ? Number(typed) : (typed ?? '')

const WHOLE = /^-?\d+$/

function SettingsForm({ module }: { module: SettingsOfModule }) {
  const { trpc, queryClient } = useHub()
  const { settings, title } = module
  const edits = useEdits(useDraftName(`settings.module.${module.module}`), typedOf(module))
  const { moduleSettings } = trpc.organizations
  const call = useMutation(moduleSettings.set.mutationOptions())
  const read = async (): Promise<SettingsOfModule> => {
    const { modules } = await queryClient.fetchQuery({
      ...moduleSettings.get.queryOptions({}),
      staleTime: 0,
    })
    return modules.find((one) => one.module === module.module) ?? module
  }
  const save = useMutation({
    mutationFn: () =>
      sendEdits({
        edits,
        saved: module,
        send: ({ version }) => {
          const edited = settings.filter(({ name }) => edits.edited.includes(name))
          const values = Object.fromEntries(
            edited.map((setting) => [setting.name, valueOf(setting, edits.values[setting.name])]),
          )
          return call.mutateAsync({ module: module.module, values, version, idempotencyKey: newKey() })
        },
        readAgain: read,
        fieldsOf: typedOf,
      }),
    onSuccess(saved) {
      if (saved === null) return
      edits.settle(edits.values)
      queryClient.setQueryData(moduleSettings.get.queryKey({}), (before: SettingsOfModules | undefined) => ({
        modules: (before?.modules ?? []).map((one) => (one.module === saved.module ? saved : one)),
      }))
      showToast('Saved.')
    },
  })
  const isReadable = settings.every(
    ({ kind, name }) => kind !== 'number' || WHOLE.test(String(edits.values[name])),
  )
  return (
    <form
      noValidate
      className="flex flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault()
        if (!save.isPending && isReadable) save.mutate()
      }}
    >
      {save.error && (
        <Note tone="danger" live>
          {toFailure(save.error).message}
        </Note>
      )}
      <FormEdits
        edits={edits}
        labels={Object.fromEntries(settings.map((setting) => [setting.name, setting.title]))}
        words={(value, name) => {
          const setting = settings.find((one) => one.name === name)
          return setting ? words(setting, value) : String(value)
        }}
      />
      {settings.map((setting) => (
        <SettingField
          key={setting.name}
          setting={setting}
          value={edits.values[setting.name] ?? ''}
          onChange={(value) => edits.set({ [setting.name]: value })}
        />
      ))}
      <div>
        <Button type="submit" pending={save.isPending} pendingLabel="Saving" aria-label={`Save ${title}`}>
          Save
        </Button>
      </div>
    </form>
  )
}

interface SettingFieldProps {
  setting: Setting
  value: string | boolean
  onChange: (value: string | boolean) => void
}

const bound = (limit: number | null) => (limit === null ? undefined : String(limit))

function SettingField({ setting, value, onChange }: SettingFieldProps) {
  const { kind, title, description, options, minimum, maximum, maxLength } = setting
  if (kind === 'toggle')
    return (
      <Checkbox
        label={title}
        hint={description}
        checked={value === true}
        onChange={(event) => onChange(event.target.checked)}
      />
    )
  const text = String(value)
  return (
    <Field
      label={title}
      hint={description}
      error={kind === 'number' && text === '' && 'Write a number, such as 12.'}
    >
      {kind === 'choice' ? (
        <NativeSelect options={options} value={text} onChange={(event) => onChange(event.target.value)} />
      ) : kind === 'number' ? (
        <NumberInput
          className="max-w-32"
          value={text === '' ? null : text}
          decimals={0}
          min={bound(minimum)}
          max={bound(maximum)}
          onValueChange={(next, typed) => onChange(next === undefined ? typed : (next ?? ''))}
        />
      ) : (
        <Input
          value={text}
          maxLength={maxLength ?? undefined}
          onChange={(event) => onChange(event.target.value)}
        />
      )}
    </Field>
  )
}
