import { Field } from '@hub/ui/field'
import { Input } from '@hub/ui/input'
import { RadioGroup } from '@hub/ui/radio-group'
import { SkeletonRows } from '@hub/ui/skeleton'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useHub } from '../../../../../account.ts'
import { useDraftName } from '../../../../../components/draft.ts'
import { FormDialog } from '../../../../../components/form-dialog.tsx'
import { useKeptFields } from '../../../../../components/kept-fields.ts'
import { Loaded } from '../../../../../components/loaded.tsx'
import { TickList } from '../../../../../components/tick-list.tsx'
import { toFailure } from '../../../../../failure.ts'
import { newKey } from '../../../../../idempotency.ts'
import { useTRPC } from '../../../../../trpc.ts'

const scopes = [
  { value: 'all', label: 'Everything', hint: 'Also what is added later, as far as you may read it.' },
  { value: 'chosen', label: 'Some topics', hint: 'Only what you tick.' },
] as const
type Scope = (typeof scopes)[number]['value']

interface EndpointWishes extends Record<string, unknown> {
  name: string
  address: string
  scope: Scope
  topics: string[]
}

const blank: EndpointWishes = { name: '', address: '', scope: 'all', topics: [] }

/** What is missing, by field. */
const faultsOf = ({ name, address, scope, topics }: EndpointWishes) => ({
  name: name.trim() === '' && 'Give it a name.',
  address: !URL.canParse(address.trim()) && 'Enter a whole address that begins with https://.',
  topics: scope === 'chosen' && topics.length === 0 && 'Tick at least one topic.',
})

interface NewEndpointDialogProps {
  onClose: () => void
  /** The secret, which is never shown again. */
  onMade: (secret: string) => void
}

/** Sets up an address that is told what happens. */
export function NewEndpointDialog({ onClose, onMade }: NewEndpointDialogProps) {
  const { queryClient, trpc } = useHub()
  const { values, set, onDiscard, forget } = useKeptFields<EndpointWishes>(useDraftName('endpoint'), blank)
  const [isChecked, setChecked] = useState(false)
  const [idempotencyKey] = useState(newKey)
  const create = useMutation(
    trpc.endpoints.create.mutationOptions({
      onSuccess: ({ secret }) => {
        forget()
        void queryClient.invalidateQueries(trpc.endpoints.pathFilter())
        onMade(secret)
      },
    }),
  )
  const faults = faultsOf(values)
  const submit = () => {
    setChecked(true)
    if (faults.name || faults.address || faults.topics) return
    const { name, address, scope, topics } = values
    create.mutate({
      name: name.trim(),
      address: address.trim(),
      topics: scope === 'all' ? ['*'] : topics,
      idempotencyKey,
    })
  }
  return (
    <FormDialog
      size="lg"
      title="New endpoint"
      description="An address of your own that is told what happens here, in signed requests. It gets what you may read, and nothing else."
      submitLabel="Create endpoint"
      pendingLabel="Creating it"
      pending={create.isPending}
      refusal={create.error ? toFailure(create.error).message : undefined}
      onDiscard={onDiscard}
      onClose={onClose}
      onSubmit={submit}
    >
      <Field
        label="Name"
        hint="What is at the other end, such as “Till in the shop”."
        error={isChecked && faults.name}
      >
        <Input
          value={values.name}
          maxLength={80}
          autoComplete="off"
          autoFocus
          onChange={(event) => set({ name: event.target.value })}
        />
      </Field>
      <Field
        label="Address"
        hint="It begins with https:// and anybody can reach it."
        error={isChecked && faults.address}
      >
        <Input
          type="url"
          value={values.address}
          maxLength={500}
          autoComplete="off"
          onChange={(event) => set({ address: event.target.value })}
        />
      </Field>
      <RadioGroup
        label="It gets"
        options={scopes}
        value={values.scope}
        onValueChange={(scope) => set({ scope })}
      />
      {values.scope === 'chosen' && (
        <TopicChoice chosen={values.topics} onChange={(topics) => set({ topics })} />
      )}
      {isChecked && faults.topics !== false && (
        <p role="alert" className="text-12 text-danger-text">
          {faults.topics}
        </p>
      )}
    </FormDialog>
  )
}

interface TopicChoiceProps {
  chosen: readonly string[]
  onChange: (topics: string[]) => void
}

function TopicChoice({ chosen, onChange }: TopicChoiceProps) {
  const catalogue = useQuery(useTRPC().events.topics.queryOptions({}))
  return (
    <Loaded query={catalogue} failed="The topics could not be loaded" skeleton={<SkeletonRows rows={4} />}>
      {({ topics }) => (
        <TickList
          label="Topics"
          options={topics
            .filter(({ isReadable }) => isReadable)
            .map(({ topic, title }) => ({ value: topic, label: title }))}
          chosen={chosen}
          onChange={onChange}
        />
      )}
    </Loaded>
  )
}
