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
  const language = useQuery(useTRPC().workflows.language.queryOptions({}, { staleTime: 600_000 }))
  const topics = language.data?.topics ?? []
  const optionOf = (value: string) => ({ value, label: value })
  return (
    <Field label={label} hint="Such as job.failed." error={error}>
      <Combobox
        options={topics.map(optionOf)}
        value={topic === '' ? null : optionOf(topic)}
        onValueChange={(next) => onChange(next?.value ?? '')}
      />
    </Field>
  )
}
