import { formatDecimal } from '@hub/ui/decimal'
import { Tag } from '@hub/ui/tag'
import { Time } from '@hub/ui/time'
import { shortDay, useTimeZone } from '../../../../../components/day-words.ts'
import type { ObjectValue, PropertyKind } from './foundry-types.ts'

export interface ObjectValueViewProps {
  kind: PropertyKind
  value: ObjectValue | undefined
}

const isMoney = (value: ObjectValue): value is { amount: string; currency: string } =>
  typeof value === 'object' && value !== null

/** A value of an object as its kind is read. */
export function ObjectValueView({ kind, value = null }: ObjectValueViewProps) {
  const timeZone = useTimeZone()
  if (value === null) return <span className="text-text-3">–</span>
  if (isMoney(value))
    return (
      <span className="whitespace-nowrap tabular-nums">
        {formatDecimal(value.amount)} <span className="text-text-3">{value.currency}</span>
      </span>
    )
  if (typeof value === 'number') return <span className="tabular-nums">{value.toLocaleString('en')}</span>
  if (typeof value === 'boolean') return <span>{value ? 'Yes' : 'No'}</span>
  if (kind === 'day') return <span className="whitespace-nowrap">{shortDay(value)}</span>
  if (kind === 'instant') return <Time value={value} format="smart" timeZone={timeZone} />
  if (kind === 'choice') return <Tag>{value}</Tag>
  return <span className="wrap-anywhere">{value}</span>
}

/** The same as plain words, for sentences and fields. */
export function valueWords(value: ObjectValue | undefined): string {
  if (value === null || value === undefined) return 'nothing'
  if (isMoney(value)) return `${value.amount} ${value.currency}`
  if (typeof value === 'boolean') return value ? 'yes' : 'no'
  return String(value)
}
