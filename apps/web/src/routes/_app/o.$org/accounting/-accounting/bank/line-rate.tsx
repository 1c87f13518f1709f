import { rateOf } from '@hub/api/schemas/shared/money'
import { useState } from 'react'
import type { ReactNode } from 'react'
import { RateField, rateWanted } from '../rate-field.tsx'

export interface LineRate {
  /** Absent where the line is in the currency of the books. */
  field: ReactNode
  /** What is sent of it; null where a rate is wanted and cannot be read, as the field then says. */
  take: () => { rate?: string } | null
}

/** How many of the books' currency one of the line's is: one for the line, whatever it turns out to be. */
export function useLineRate(currency: string, base: string): LineRate {
  const [rate, setRate] = useState('')
  const [problem, setProblem] = useState<string | undefined>()
  if (currency === base) return { field: null, take: () => ({}) }
  const change = (next: string) => {
    setRate(next)
    setProblem(undefined)
  }
  return {
    field: <RateField base={base} currency={currency} rate={rate} problem={problem} onRateChange={change} />,
    take: () => {
      if (rateOf(rate) !== null) return { rate }
      setProblem(rateWanted(base, currency))
      return null
    },
  }
}
