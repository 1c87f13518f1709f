import { Checkbox } from '@hub/ui/checkbox'

export interface TickListProps {
  /** What the boxes are about. */
  label: string
  options: readonly { value: string; label: string }[]
  chosen: readonly string[]
  onChange: (chosen: string[]) => void
}

/** Boxes in two columns, any number of them ticked. */
export function TickList({ label, options, chosen, onChange }: TickListProps) {
  return (
    <fieldset className="grid gap-x-4 rounded-md border border-line px-3.5 py-2 tablet:grid-cols-2">
      <legend className="sr-only">{label}</legend>
      {options.map((option) => (
        <Checkbox
          key={option.value}
          label={option.label}
          checked={chosen.includes(option.value)}
          onChange={(event) =>
            onChange(
              event.target.checked
                ? [...chosen, option.value]
                : chosen.filter((other) => other !== option.value),
            )
          }
        />
      ))}
    </fieldset>
  )
}
