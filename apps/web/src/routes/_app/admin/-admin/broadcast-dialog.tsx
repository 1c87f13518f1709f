import { Combobox } from '@hub/ui/combobox'
import type { ComboboxOption } from '@hub/ui/combobox'
import { Field } from '@hub/ui/field'
import { NativeSelect } from '@hub/ui/native-select'
import { Textarea } from '@hub/ui/textarea'
import { showToast } from '@hub/ui/toast'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { usePersonDraftName } from '../../../../components/draft.ts'
import { FormDialog } from '../../../../components/form-dialog.tsx'
import { useKeptFields } from '../../../../components/kept-fields.ts'
import { toFailure } from '../../../../failure.ts'
import { newKey } from '../../../../idempotency.ts'
import { useTRPC } from '../../../../trpc.ts'

const HOUR_MS = 3_600_000
const LONGEST = 280
const lengths = [
  { value: '1', label: 'For an hour' },
  { value: '4', label: 'For four hours' },
  { value: '24', label: 'For a day' },
  { value: '168', label: 'For a week' },
  { value: '720', label: 'For 30 days' },
] as const

const audiences = [
  { value: 'all', label: 'Everybody' },
  { value: 'one', label: 'One organization' },
] as const

const blank = { words: '', audience: 'all', hours: '4' }

/** Letters of a name find the organization it is for. */
function useOrganizationSearch() {
  const { admin } = useTRPC()
  const queryClient = useQueryClient()
  return async (typed: string): Promise<ComboboxOption[]> => {
    const input = { limit: 20, ...(typed !== '' && { search: typed }) }
    const { items } = await queryClient.fetchQuery(admin.organizations.list.queryOptions(input))
    return items.map(({ id, name, slug }) => ({ value: id, label: name, detail: slug }))
  }
}

/** A short text for every open page. */
export function BroadcastDialog({ onClose }: { onClose: () => void }) {
  const { admin } = useTRPC()
  const queryClient = useQueryClient()
  const search = useOrganizationSearch()
  const { values, set, onDiscard, forget } = useKeptFields(usePersonDraftName('broadcast'), blank)
  const { words, audience, hours } = values
  const [organization, setOrganization] = useState<ComboboxOption | null>(null)
  const [isChecked, setChecked] = useState(false)
  const wordsInput = useRef<HTMLTextAreaElement>(null)
  const organizationInput = useRef<HTMLInputElement>(null)
  const send = useMutation(
    admin.broadcasts.send.mutationOptions({
      async onSuccess() {
        forget()
        onClose()
        showToast('It is on the pages now.')
        await queryClient.invalidateQueries(admin.broadcasts.pathFilter())
      },
    }),
  )
  const isForOne = audience === 'one'
  const hasWords = words.trim() !== ''
  const hasPlace = !isForOne || organization !== null
  const submit = () => {
    setChecked(true)
    if (!hasWords) return wordsInput.current?.focus()
    if (!hasPlace) return organizationInput.current?.focus()
    send.mutate({
      words: words.replaceAll(/\s+/g, ' ').trim(),
      orgId: isForOne ? (organization?.value ?? null) : null,
      endsAt: new Date(Date.now() + Number(hours) * HOUR_MS).toISOString(),
      idempotencyKey: newKey(),
    })
  }
  return (
    <FormDialog
      title="Write a message"
      description="It stands across the top of every open page within a second, until its time is over."
      submitLabel="Show it"
      pendingLabel="Showing"
      pending={send.isPending}
      refusal={send.error ? toFailure(send.error).message : undefined}
      kept={{ onDiscard }}
      onClose={onClose}
      onSubmit={submit}
    >
      <Field
        label="Message"
        hint={`One or two plain sentences, ${LONGEST} letters at most.`}
        error={isChecked && !hasWords && 'Write what you want to say.'}
      >
        <Textarea
          ref={wordsInput}
          value={words}
          rows={3}
          maxLength={LONGEST}
          autoFocus
          onChange={(event) => set({ words: event.target.value })}
        />
      </Field>
      <Field label="To">
        <NativeSelect
          options={audiences}
          value={audience}
          onChange={(event) => set({ audience: event.target.value })}
        />
      </Field>
      {isForOne && (
        <Field label="Organization" error={isChecked && !hasPlace && 'Choose whom it is for.'}>
          <Combobox
            inputRef={organizationInput}
            search={search}
            placeholder="Letters of its name"
            value={organization}
            onValueChange={setOrganization}
          />
        </Field>
      )}
      <Field label="How long">
        <NativeSelect
          options={lengths}
          value={hours}
          onChange={(event) => set({ hours: event.target.value })}
        />
      </Field>
    </FormDialog>
  )
}
