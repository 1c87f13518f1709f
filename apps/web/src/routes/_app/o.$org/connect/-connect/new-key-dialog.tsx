import { Button } from '@hub/ui/button'
import { Checkbox } from '@hub/ui/checkbox'
import { Dialog } from '@hub/ui/dialog'
import { Field } from '@hub/ui/field'
import { Input } from '@hub/ui/input'
import { Note } from '@hub/ui/note'
import { RadioGroup } from '@hub/ui/radio-group'
import { Segments } from '@hub/ui/segments'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useId, useRef, useState } from 'react'
import type { FormEvent } from 'react'
import { useHub } from '../../../../../account.ts'
import { Loaded } from '../../../../../components/loaded.tsx'
import { toFailure } from '../../../../../failure.ts'
import { newKey } from '../../../../../idempotency.ts'
import { useTRPC } from '../../../../../trpc.ts'
import { presetScopes } from './scope-presets.ts'
import type { Preset, Scope } from './scope-presets.ts'

const presetOptions = [
  { value: 'read', label: 'Read only', hint: 'Looks at tasks, credits and people. Changes nothing.' },
  {
    value: 'write',
    label: 'Read and write',
    hint: 'Also changes tasks. An assistant asks you before each change.',
  },
  { value: 'custom', label: 'Choose each', hint: 'Exactly what you tick.' },
] as const satisfies readonly { value: Preset; label: string; hint: string }[]

const lifetimes = [
  { value: '30', label: '30 days' },
  { value: '90', label: '90 days' },
  { value: '365', label: 'One year' },
] as const
type Lifetime = (typeof lifetimes)[number]['value']

export interface NewKeyDialogProps {
  onClose: () => void
  /** The key itself, which is never shown again. */
  onMade: (text: string) => void
}

/** Makes a key: a name, what it may do, and how long. */
export function NewKeyDialog({ onClose, onMade }: NewKeyDialogProps) {
  const { queryClient, trpc } = useHub()
  const formId = useId()
  const [idempotencyKey] = useState(newKey)
  const [preset, setPreset] = useState<Preset>('write')
  const [chosen, setChosen] = useState<string[]>([])
  const [lifetime, setLifetime] = useState<Lifetime>('90')
  const [name, setName] = useState('')
  const [isChecked, setChecked] = useState(false)
  const nameInput = useRef<HTMLInputElement>(null)
  const scopes = useQuery(useTRPC().auth.apiKeys.scopes.queryOptions({}))
  const create = useMutation(
    trpc.auth.apiKeys.create.mutationOptions({
      onSuccess: ({ text }) => {
        void queryClient.invalidateQueries(trpc.auth.apiKeys.list.pathFilter())
        onMade(text)
      },
    }),
  )
  const wanted = presetScopes(preset, scopes.data?.scopes ?? [], chosen)
  const isBare = scopes.isSuccess && wanted.length === 0
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setChecked(true)
    if (name.trim() === '') nameInput.current?.focus()
    else if (wanted.length > 0) {
      create.mutate({ name: name.trim(), scopes: wanted, expiresInDays: Number(lifetime), idempotencyKey })
    }
  }
  return (
    <Dialog
      open
      size="lg"
      onOpenChange={(open) => !open && !create.isPending && onClose()}
      title="New key"
      description="For one assistant or program. If it gets lost, you end this one key and nothing else."
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button
            type="submit"
            form={formId}
            variant="primary"
            pending={create.isPending}
            pendingLabel="Creating it"
          >
            Create key
          </Button>
        </>
      }
    >
      <form id={formId} noValidate onSubmit={submit} className="flex flex-col gap-4">
        {create.error && (
          <Note tone="danger" live>
            {toFailure(create.error).message}
          </Note>
        )}
        <Field
          label="Name"
          hint="Who will use it, such as “Maeve’s Claude”."
          error={isChecked && name.trim() === '' && 'Give it a name.'}
        >
          <Input
            ref={nameInput}
            value={name}
            maxLength={80}
            autoComplete="off"
            autoFocus
            onChange={(event) => setName(event.target.value)}
          />
        </Field>
        <RadioGroup label="It may" options={presetOptions} value={preset} onValueChange={setPreset} />
        {preset === 'custom' && (
          <Loaded
            query={scopes}
            failed="What a key can do could not be read"
            skeleton={<div className="h-32" />}
          >
            {(data) => <ScopeChoice scopes={data.scopes} chosen={chosen} onChange={setChosen} />}
          </Loaded>
        )}
        {isChecked && isBare && (
          <p role="alert" className="text-12 text-danger-text">
            Tick at least one thing it may do.
          </p>
        )}
        <div className="flex flex-col items-start gap-1.5">
          <span className="text-13 font-medium">Ends after</span>
          <Segments label="Ends after" options={lifetimes} value={lifetime} onValueChange={setLifetime} />
        </div>
      </form>
    </Dialog>
  )
}

interface ScopeChoiceProps {
  scopes: readonly Scope[]
  chosen: readonly string[]
  onChange: (chosen: string[]) => void
}

function ScopeChoice({ scopes, chosen, onChange }: ScopeChoiceProps) {
  return (
    <fieldset className="grid gap-x-4 rounded-md border border-line px-3.5 py-2 tablet:grid-cols-2">
      <legend className="sr-only">What the key may do</legend>
      {scopes.map(({ name, title }) => (
        <Checkbox
          key={name}
          label={title}
          checked={chosen.includes(name)}
          onChange={(event) =>
            onChange(event.target.checked ? [...chosen, name] : chosen.filter((other) => other !== name))
          }
        />
      ))}
    </fieldset>
  )
}
