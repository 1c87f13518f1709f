import { RadioGroup } from '@hub/ui/radio-group'
import type { UnaskedTool } from '../../../../../components/scope-presets.ts'
import { TickList } from '../../../../../components/tick-list.tsx'

const answers = [
  { value: 'ask', label: 'Ask me before each change', hint: 'Each waits for your approval.' },
  {
    value: 'some',
    label: 'Make some changes without asking',
    hint: 'Only those you tick. Removing something always asks.',
  },
] as const

export interface UnaskedChoiceProps {
  tools: readonly Pick<UnaskedTool, 'procedure' | 'title'>[]
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
        <TickList
          label="Changes it may make without asking"
          options={tools.map(({ procedure, title }) => ({ value: procedure, label: title }))}
          chosen={chosen}
          onChange={onChange}
        />
      )}
    </div>
  )
}
