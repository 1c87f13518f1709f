import { Button } from '@hub/ui/button'
import { Checkbox } from '@hub/ui/checkbox'
import type { SpreadProps } from './spread.ts'

const yesNo: Readonly<Record<string, string>> = { yes: 'Yes', no: 'No' }

/** Boxes for the most frequent values; several ticked are alternatives. */
export function ValueFacet({
  facet: { values, others, empty },
  property,
  own,
  onChange,
  onMore,
}: SpreadProps) {
  const is = own.find(({ op, values: chosen }) => op === '=' && chosen.length > 0)
  const chosen = is?.values ?? []
  // What is chosen stays in sight, also where nothing fits it any more.
  const missing = chosen.filter((one) => !values.some(({ value }) => sameWord(value, one)))
  const rest = own.filter((one) => one !== is)
  const toggle = (value: string) => {
    const next = chosen.some((one) => sameWord(one, value))
      ? chosen.filter((one) => !sameWord(one, value))
      : [...chosen, value]
    onChange(next.length === 0 ? rest : [...rest, { property: property.name, op: '=', values: next }])
  }
  return (
    <ul className="flex flex-col gap-0.5">
      {[...values, ...missing.map((value) => ({ value, count: 0 }))].map(({ value, count }) => (
        <li key={value} className="flex items-start gap-2 text-13">
          <Checkbox
            className="min-w-0 flex-1 wrap-anywhere"
            label={yesNo[value] ?? value}
            checked={chosen.some((one) => sameWord(one, value))}
            onChange={() => toggle(value)}
          />
          <span className="pt-1 text-text-3 tabular-nums">{count.toLocaleString('en')}</span>
        </li>
      ))}
      {others > 0 && (
        <li className="pt-1 text-13 text-text-3">
          {onMore ? (
            <Button size="sm" variant="ghost" onClick={onMore}>
              {others.toLocaleString('en')} more
            </Button>
          ) : (
            `${others.toLocaleString('en')} more, found by search`
          )}
        </li>
      )}
      {empty > 0 && <li className="pt-1 text-13 text-text-3">{empty.toLocaleString('en')} have none</li>}
    </ul>
  )
}

const sameWord = (one: string, other: string) => one.toLowerCase() === other.toLowerCase()
