import { Field } from '@hub/ui/field'
import { Input } from '@hub/ui/input'
import { RadioGroup } from '@hub/ui/radio-group'
import { SkeletonRows } from '@hub/ui/skeleton'
import { useQuery } from '@tanstack/react-query'
import { Loaded } from '../../../../../components/loaded.tsx'
import { TickList } from '../../../../../components/tick-list.tsx'
import { useTRPC } from '../../../../../trpc.ts'

const scopes = [
  { value: 'all', label: 'Everything', hint: 'Also what is added later, as far as you may read it.' },
  { value: 'chosen', label: 'Some topics', hint: 'Only what you tick.' },
] as const
type Scope = (typeof scopes)[number]['value']

export interface EndpointWishes extends Record<string, unknown> {
  name: string
  address: string
  scope: Scope
  topics: string[]
}

export const blank: EndpointWishes = { name: '', address: '', scope: 'all', topics: [] }

/** What is missing, by field. */
export const faultsOf = ({ name, address, scope, topics }: EndpointWishes) => ({
  name: name.trim() === '' && 'Give it a name.',
  address: !URL.canParse(address.trim()) && 'Enter a whole address that begins with https://.',
  topics: scope === 'chosen' && topics.length === 0 && 'Tick at least one topic.',
})

/** What the form says in the words of the hub. */
export const wishOf = ({ name, address, scope, topics }: EndpointWishes) => ({
  name: name.trim(),
  address: address.trim(),
  topics: scope === 'all' ? ['*'] : topics,
})

interface EndpointFieldsProps {
  values: EndpointWishes
  set: (change: Partial<EndpointWishes>) => void
  /** It was tried to send it, so that what is missing is said. */
  isChecked: boolean
}

/** What an endpoint is called, where it is, and what it gets. */
export function EndpointFields({ values, set, isChecked }: EndpointFieldsProps) {
  const faults = faultsOf(values)
  return (
    <>
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
    </>
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
