import type { Condition } from '@hub/api/schemas/shared/conditions'
import { Field } from '@hub/ui/field'
import { NumberInput } from '@hub/ui/number-input'
import { useState } from 'react'
import { DayInput } from '../../../../../components/day-input.tsx'
import type { SpreadProps } from './spread.ts'

type End = '>=' | '<='

const valueOf = (own: readonly Condition[], end: End): string | null =>
  own.find(({ op }) => op === end)?.values[0] ?? null

/** From where to where: bars of how many there are, and two fields. */
export function RangeFacet({ facet: { bars, from, to, empty }, property, own, onChange }: SpreadProps) {
  const set = (end: End, value: string | null) => {
    const rest = own.filter(({ op }) => op !== end)
    onChange(value === null ? rest : [...rest, { property: property.name, op: end, values: [value] }])
  }
  if (from === null) return <p className="text-13 text-text-3">No values</p>
  const isTime = property.kind === 'day' || property.kind === 'instant'
  const ends = [
    { end: '>=', label: `${property.title} from`, edge: from },
    { end: '<=', label: `${property.title} to`, edge: to ?? from },
  ] as const
  return (
    <>
      <Bars bars={bars} />
      <div className={isTime ? 'flex flex-col gap-1.5' : 'grid grid-cols-2 gap-1.5'}>
        {ends.map(({ end, label, edge }) => (
          <Field key={end} label={label} hideLabel>
            {isTime ? (
              <DayInput value={valueOf(own, end)} onValueChange={(day) => set(end, day)} />
            ) : (
              <NumberEnd
                key={valueOf(own, end)}
                value={valueOf(own, end)}
                edge={edge}
                onChange={(value) => set(end, value)}
              />
            )}
          </Field>
        ))}
      </div>
      {empty > 0 && <p className="pt-1.5 text-13 text-text-3">{empty.toLocaleString('en')} have none</p>}
    </>
  )
}

interface NumberEndProps {
  value: string | null
  /** What there is, shown while nothing is chosen. */
  edge: string
  onChange: (value: string | null) => void
}

/** Taken when it is left or by Enter, so that the list is not read anew with each digit. */
function NumberEnd({ value, edge, onChange }: NumberEndProps) {
  const [typed, setTyped] = useState<string | null | undefined>(value)
  const take = () => typed !== undefined && typed !== value && onChange(typed)
  return (
    <NumberInput
      value={value}
      placeholder={Number(edge).toLocaleString('en')}
      onValueChange={setTyped}
      onBlur={take}
      onKeyDown={(event) => event.key === 'Enter' && take()}
    />
  )
}

/** The two fields below say the same in words, so nobody has to hear the bars. */
function Bars({ bars }: { bars: readonly number[] }) {
  const most = Math.max(1, ...bars)
  return (
    <div aria-hidden="true" className="mb-1.5 flex h-8 items-end gap-0.5">
      {bars.map((count, at) => (
        <span
          // Bars have no name but their place.
          key={at}
          className="flex-1 rounded-t-xs bg-accent"
          style={{ height: `${count === 0 ? 0 : Math.max(6, (count / most) * 100)}%` }}
        />
      ))}
    </div>
  )
}
