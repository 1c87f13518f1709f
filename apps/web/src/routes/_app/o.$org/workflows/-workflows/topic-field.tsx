import { Combobox } from '@hub/ui/combobox'
import { Field } from '@hub/ui/field'
import { useQuery } from '@tanstack/react-query'
import { useTRPC } from '../../../../../trpc.ts'

export interface TopicFieldProps {
  label: string
  topic: string
  error?: string | undefined
  onChange: (topic: string) => void
}

/** What happens in the hub, by its name. */
export function TopicField({ label, topic, error, onChange }: TopicFieldProps) {
  const trpc = useTRPC()
  const language = useQuery(trpc.workflows.language.queryOptions({}, { staleTime: 600_000 }))
  const catalogue = useQuery(trpc.events.topics.queryOptions({}, { staleTime: 600_000 }))
  const topics = language.data?.topics ?? []
  const titles = new Map(catalogue.data?.topics.map((one) => [one.topic, one.title]))
  const optionOf = (value: string) => {
    const title = titles.get(value)
    return { value, label: title === undefined ? value : `${title} (${value})` }
  }
  return (
    <Field label={label} error={error}>
      <Combobox
        placeholder="Choose what happens"
        options={topics.map(optionOf)}
        value={topic === '' ? null : optionOf(topic)}
        onValueChange={(next) => onChange(next?.value ?? '')}
      />
    </Field>
  )
}
