import type { KeyKind } from '@hub/api/schemas/shared/key-kind'
import { Field } from '@hub/ui/field'
import { Input } from '@hub/ui/input'
import { RadioGroup } from '@hub/ui/radio-group'
import { Segments } from '@hub/ui/segments'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { useHub } from '../../../../../account.ts'
import { useDraftName } from '../../../../../components/draft.ts'
import { FormDialog } from '../../../../../components/form-dialog.tsx'
import { useKeptFields } from '../../../../../components/kept-fields.ts'
import { Loaded } from '../../../../../components/loaded.tsx'
import { toFailure } from '../../../../../failure.ts'
import { newKey } from '../../../../../idempotency.ts'
import { useTRPC } from '../../../../../trpc.ts'
import { keyRights, scopesFor } from '../../../../../components/scope-presets.ts'
import type { Preset } from '../../../../../components/scope-presets.ts'
import { ScopeChoice } from '../../../../../components/scope-choice.tsx'
import { UnaskedChoice } from './unasked-choice.tsx'

const kindOptions = [
  {
    value: 'assistant',
    label: 'An assistant',
    hint: 'Claude, Cursor and other MCP clients. Changes wait for your approval.',
  },
  {
    value: 'program',
    label: 'A program',
    hint: 'Your own code over REST or the command line. It changes things at once; do not give it to an assistant.',
  },
] as const satisfies readonly { value: KeyKind; label: string; hint: string }[]

const presetOptions = [
  {
    value: 'read',
    label: 'Read only',
    hint: 'Looks at all that you may see here, such as tasks, invoices and people. Changes nothing.',
  },
  {
    value: 'write',
    label: 'Read and write',
    hint: 'Also changes what you may change here, such as tasks and drafts of invoices.',
  },
  { value: 'custom', label: 'Choose each', hint: 'A level for each module, and the rest as you tick.' },
] as const satisfies readonly { value: Preset; label: string; hint: string }[]

const lifetimes = [
  { value: '30', label: '30 days' },
  { value: '90', label: '90 days' },
  { value: '365', label: 'One year' },
] as const
type Lifetime = (typeof lifetimes)[number]['value']

interface KeyWishes extends Record<string, unknown> {
  kind: KeyKind
  preset: Preset
  chosen: string[]
  /** null until somebody says. */
  unasked: string[] | null
  lifetime: Lifetime
  name: string
}

const blank = {
  preset: 'write',
  chosen: [],
  unasked: null,
  lifetime: '90',
  name: '',
} satisfies Partial<KeyWishes>

export interface NewKeyDialogProps {
  /** Whom it is for, until somebody says otherwise. */
  kind: KeyKind
  onClose: () => void
  /** The key itself, which is never shown again. */
  onMade: (key: { text: string; kind: KeyKind }) => void
}

/** What the wishes come to, and the call that makes it so. */
function useKeyCreation(wishes: KeyWishes, onMade: NewKeyDialogProps['onMade']) {
  const { queryClient, trpc } = useHub()
  const [idempotencyKey] = useState(newKey)
  const scopes = useQuery(useTRPC().auth.apiKeys.scopes.queryOptions({}))
  const [isWaiting, setWaiting] = useState(false)
  const create = useMutation(
    trpc.auth.apiKeys.create.mutationOptions({
      onSuccess: ({ text, key }) => {
        void queryClient.invalidateQueries(trpc.auth.apiKeys.list.pathFilter())
        onMade({ text, kind: key.kind })
      },
    }),
  )
  const begin = async () => {
    // Somebody quick presses the button before it is known what a key can do; the press counts once it is.
    setWaiting(true)
    const { data: known } = scopes.data ? scopes : await scopes.refetch({ cancelRefetch: false })
    setWaiting(false)
    if (!known) return
    const { isBare, isUnclear, scopes: granted, unaskedTools } = keyRights(wishes, known)
    if (isBare || isUnclear) return
    create.mutate({
      name: wishes.name.trim(),
      kind: wishes.kind,
      scopes: granted,
      unaskedTools,
      expiresInDays: Number(wishes.lifetime),
      idempotencyKey,
    })
  }
  const error = create.error ?? scopes.error
  return {
    scopes,
    rights: keyRights(wishes, scopes.data ?? { scopes: [], unaskedTools: [] }),
    isPending: create.isPending || isWaiting,
    refusal: error ? toFailure(error).message : undefined,
    begin,
  }
}

/** Makes a key: whom it is for, a name, what it may do, and how long. */
export function NewKeyDialog({ kind: usual, onClose, onMade }: NewKeyDialogProps) {
  const { values, set, onDiscard, forget } = useKeptFields<KeyWishes>(useDraftName(`key.${usual}`), {
    ...blank,
    kind: usual,
  })
  const { kind, preset, chosen, unasked, lifetime, name } = values
  const [isChecked, setChecked] = useState(false)
  const nameInput = useRef<HTMLInputElement>(null)
  const { scopes, rights, isPending, refusal, begin } = useKeyCreation(values, (key) => {
    forget()
    onMade(key)
  })
  const isNameless = name.trim() === ''
  const submit = () => {
    setChecked(true)
    if (isNameless) nameInput.current?.focus()
    else void begin()
  }
  return (
    <FormDialog
      size="lg"
      title="New key"
      description="For one assistant or program. If it is lost, you end only this key."
      submitLabel="Create key"
      pendingLabel="Creating it"
      pending={isPending}
      refusal={refusal}
      kept={{ onDiscard }}
      onClose={onClose}
      onSubmit={submit}
    >
      <Field
        label="Name"
        hint="Who will use it, such as “Maeve’s Claude”."
        error={isChecked && isNameless && 'Give it a name.'}
      >
        <Input
          ref={nameInput}
          value={name}
          maxLength={80}
          autoComplete="off"
          autoFocus
          onChange={(event) => set({ name: event.target.value })}
        />
      </Field>
      <RadioGroup
        label="For"
        options={kindOptions}
        value={kind}
        onValueChange={(next) => set({ kind: next })}
      />
      <RadioGroup
        label="It may"
        options={presetOptions}
        value={preset}
        onValueChange={(next) => set({ preset: next })}
      />
      {preset === 'custom' && (
        <Loaded
          query={scopes}
          failed="What a key can do could not be loaded"
          skeleton={<div className="h-32" />}
        >
          {(data) => (
            <ScopeChoice
              label="What else the key may do"
              scopes={scopesFor(kind, data.scopes)}
              modules={data.modules}
              chosen={chosen}
              onChange={(next) => set({ chosen: next })}
            />
          )}
        </Loaded>
      )}
      {isChecked && scopes.isSuccess && rights.isBare && (
        <Problem>Choose at least one thing it may do.</Problem>
      )}
      {rights.askable.length > 0 && (
        <UnaskedChoice tools={rights.askable} chosen={unasked} onChange={(next) => set({ unasked: next })} />
      )}
      {isChecked && rights.isUnclear && <Problem>Tick a change, or let it ask you.</Problem>}
      <div className="flex flex-col items-start gap-1.5">
        <span className="text-13 font-medium">Ends after</span>
        <Segments
          label="Ends after"
          options={lifetimes}
          value={lifetime}
          onValueChange={(next) => set({ lifetime: next })}
        />
      </div>
    </FormDialog>
  )
}

function Problem({ children }: { children: string }) {
  return (
    <p role="alert" className="text-12 text-danger-text">
      {children}
    </p>
  )
}
