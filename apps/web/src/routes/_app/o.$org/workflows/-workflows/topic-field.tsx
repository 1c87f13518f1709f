import { Combobox } from '@hub/ui/combobox'
import { Field } from '@hub/ui/field'
import { useQuery } from '@tanstack/react-query'
import { useTRPC } from '../../../../../trpc.ts'
import type { Definition } from './flow.ts'

const topicsIn = ({ triggers, steps }: Definition): string[] => [
  ...triggers.flatMap((one) => (one.type === 'event' ? [one.topic] : [])),
  ...steps.flatMap((one) => (one.type === 'wait_for_event' ? [one.topic] : [])),
]

export interface TopicFieldProps {
  label: string
  topic: string
  error?: string | undefined
  onChange: (topic: string) => void
}

/** What happens in the hub, by its name. The hub knows more of them than the templates use, so that any can be typed. */
export function TopicField({ label, topic, error, onChange }: TopicFieldProps) {
  const templates = useQuery(useTRPC().workflows.templates.queryOptions({}, { staleTime: 600_000 }))
  const own = (templates.data?.items ?? []).flatMap(({ draft }) => topicsIn(draft))
  const topics = [...new Set([...own, 'job.completed', 'job.failed'])].toSorted()
  const optionOf = (value: string) => ({ value, label: value })
  return (
    <Field label={label} hint="Such as job.failed." error={error}>
      <Combobox
        freeText
        options={topics.map(optionOf)}
        value={topic === '' ? null : optionOf(topic)}
        onCreate={(typed) => optionOf(typed.trim())}
        createLabel={(typed) => `Use ${typed}`}
        onValueChange={(next) => onChange(next?.value ?? '')}
      />
    </Field>
  )
}
