import { Checkbox } from '@hub/ui/checkbox'
import { RadioGroup } from '@hub/ui/radio-group'

/** A change that a key may be allowed to make by itself. */
export interface UnaskedTool {
  procedure: string
  title: string
}

const answers = [
  { value: 'ask', label: 'Ask me before each change', hint: 'Each waits for your yes under Approvals.' },
  {
    value: 'some',
    label: 'Make some changes without asking',
    hint: 'Only those you tick. Removing something always asks.',
  },
] as const

export interface UnaskedChoiceProps {
  tools: readonly UnaskedTool[]
  /** Procedures; null when everything asks. */
  chosen: readonly string[] | null
  onChange: (chosen: string[] | null) => void
}

/** Whether an assistant with this key asks before it changes something. Without a word it does. */
export function UnaskedChoice({ tools, chosen, onChange }: UnaskedChoiceProps) {
  return (
    <div className="flex flex-col gap-2">
      <RadioGroup
        label="An assistant with this key should"
        options={answers}
        value={chosen === null ? 'ask' : 'some'}
        onValueChange={(answer) => onChange(answer === 'ask' ? null : [])}
      />
      {chosen !== null && (
        <fieldset className="grid gap-x-4 rounded-md border border-line px-3.5 py-2 tablet:grid-cols-2">
          <legend className="sr-only">Changes it may make without asking</legend>
          {tools.map(({ procedure, title }) => (
            <Checkbox
              key={procedure}
              label={title}
              checked={chosen.includes(procedure)}
              onChange={(event) =>
                onChange(
                  event.target.checked
                    ? [...chosen, procedure]
                    : chosen.filter((other) => other !== procedure),
                )
              }
            />
          ))}
        </fieldset>
      )}
    </div>
  )
}
